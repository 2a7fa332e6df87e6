import { setTimeout as sleep } from 'node:timers/promises';

import { mirrorBegan, playAttendance } from './attendance';
import { addPerson, controlApiUrl } from './people';
import { startSandbox, TEMPLATES, type Sandbox } from './sandbox';
import { CUSTOMER, OFFICIAL_CUSTOMER, OFFICIAL_STORY, playTurn, STORY, type Customer, type ToldMessages } from './story';

/** The outbox runs every 20 seconds. */
const DEAL_WITHIN_MS = 45_000;
const TURN_ENDS_WITHIN_MS = 15_000;

/**
 * `npm start`: the whole product on this machine. Sets everything up, plays a sales conversation on each provider of WhatsApp through the published
 * workflow, prints what the customers received and what was learned, and stays up until Ctrl-C.
 */
async function main(): Promise<void> {
	const openAiApiKey = process.env.OPENAI_API_KEY?.trim() || undefined;
	const port = Number(process.env.N8N_PORT ?? 5678);
	const templates = [...TEMPLATES, 'handoff-chatwoot'];
	const sandbox = await startSandbox({
		port,
		openAiApiKey,
		crm: true,
		templates,
		providers: ['zapi', 'whatsapp_cloud'],
		report: (line) => console.log(`  ${line}`),
	});
	endOnSignal(sandbox);
	await mirrorBegan(sandbox);

	const answering = openAiApiKey ? 'the model of OPENAI_API_KEY answers' : 'a stand-in for the model answers';
	await playStory(sandbox, `A customer writes on WhatsApp, over Z-API (${answering}):`, CUSTOMER, STORY);
	await playStory(sandbox, "Another one writes to the company's official number, over WhatsApp Cloud:", OFFICIAL_CUSTOMER, OFFICIAL_STORY);
	await printLead(sandbox);
	await printDeal(sandbox);
	// Chatwoot tells who answered by e-mail; the page shows the name that goes with it.
	await addPerson(sandbox, { id: 'rafael@example.com', name: 'Rafael Lima', role: 'attendant' });
	await playAttendance(sandbox, console.log);

	const key = await addPerson(sandbox, { id: 'ana@example.com', name: 'Ana', role: 'supervisor' });
	console.log(`The page for attendants, opened as Ana: ${await controlApiUrl(sandbox)}/painel#chave=${key}`);
	const { owner } = sandbox.api();
	console.log(`The editor is at ${sandbox.n8n().url} (${owner.email}, password ${owner.password}). Ctrl-C ends everything.`);
}

async function playStory(sandbox: Sandbox, title: string, customer: Customer, story: ToldMessages[]): Promise<void> {
	console.log(`\n${title}\n`);
	for (const messages of story) {
		const { reply, tookMs } = await playTurn(sandbox, messages, console.log, customer);
		console.log(`\n  → ${reply.replaceAll('\n', '\n    ')}`);
		console.log(`    (${seconds(tookMs)} after the last message, 6.0 s of them waiting for the customer to finish)\n`);
	}
}

async function printLead(sandbox: Sandbox): Promise<void> {
	const { rows } = await sandbox.supabase.pool.query<Record<string, string | null>>(
		`select name, company, city, uf, product, volume, urgency, temperature, temperature_reason from leads where phone = $1`,
		[CUSTOMER.phone],
	);
	console.log(`${CUSTOMER.name}, as she is in the database:\n`);
	for (const [field, value] of Object.entries(rows[0] ?? {})) console.log(`  ${field.padEnd(20)}${value ?? '–'}`);
	await everyTurnEnded(sandbox);
	const { rows: counts } = await sandbox.supabase.pool.query<{ messages: number; turns: number; thought: number }>(
		`select (select count(*)::int from inbox where phone = $1 and speaker = 'customer') as messages, count(*)::int as turns,
		round(avg(extract(epoch from finished_at - created_at)) * 1000)::int as thought from turns where phone = $1 and status = 'sent'`,
		[CUSTOMER.phone],
	);
	const [{ messages, turns, thought }] = counts;
	console.log(`\n${messages} messages in, ${turns} replies out; from claimed turn to recorded reply ${thought} ms on average.\n`);
}

/** A reply is on WhatsApp a moment before its turn is recorded as sent: what counts turns waits for the last of them. */
async function everyTurnEnded({ supabase }: Sandbox): Promise<void> {
	const deadline = Date.now() + TURN_ENDS_WITHIN_MS;
	const sent = `select count(*)::int as turns from turns where phone = $1 and status = 'sent'`;
	const turns = async () => (await supabase.pool.query<{ turns: number }>(sent, [CUSTOMER.phone])).rows[0].turns;
	while ((await turns()) < STORY.length && Date.now() < deadline) await sleep(100);
}

/** The deal that the outbox opens for a lead worth it, with its note, the last of its steps. */
async function printDeal({ piperun: { account } }: Sandbox): Promise<void> {
	const deadline = Date.now() + DEAL_WITHIN_MS;
	while (account.all('notes').length === 0 && Date.now() < deadline) await sleep(200);
	const [deal] = account.all('deals');
	const [company] = account.all('companies');
	const [person] = account.all('persons');
	if (!deal) return console.log('PipeRun (a stand-in) has no deal: the lead is not warm enough for it.\n');
	console.log(`PipeRun (a stand-in) has a deal now: "${String(deal.title)}", ${String(person?.name)}, ${String(company?.name)}.\n`);
}

/** Ctrl-C ends every process that was started, in order, and once. */
function endOnSignal(sandbox: Sandbox): void {
	let ending = false;
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.on(signal, () => {
			if (ending) return;
			ending = true;
			console.log('\nEnding …');
			void sandbox.stop().finally(() => process.exit(0));
		});
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exit(1);
});
