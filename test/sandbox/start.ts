import { setTimeout as sleep } from 'node:timers/promises';

import { mirrorBegan, playAttendance } from './attendance';
import { addPerson, controlApiUrl } from './people';
import { startSandbox, TEMPLATES, type Sandbox } from './sandbox';
import type { Adjust } from './publish';
import type { Files } from './showcase/customers';
import { startShowcase, type Showcase } from './showcase/server';
import { CUSTOMER, OFFICIAL_CUSTOMER, OFFICIAL_STORY, playTurn, STORY, type Customer, type ToldMessages } from './story';

/** The outbox runs every 20 seconds. */
const DEAL_WITHIN_MS = 45_000;
const TURN_ENDS_WITHIN_MS = 15_000;

/** Where the page and the editor are reached: this machine alone; all of it inside a container. */
const HOST = process.env.LISTEN_HOST ?? '127.0.0.1';
/** An example, in the currency of the bill: what operators enter in the form of the company. A million tokens. */
const PRICES = [{ model: 'gpt-4o-mini', input: 0.15, output: 0.6, currency: 'USD', valid_from: '2024-01-01' }];
/** Recordings come from this machine, where the stand-in for Z-API keeps them. */
const hears: Adjust = (template) => ({
	...template,
	nodes: template.nodes.map((node) =>
		node.name === 'Ouvir áudio'
			? { ...node, parameters: { ...(node.parameters as object), audio: { allowPrivate: true, mediaHosts: '127.0.0.1' } } }
			: node,
	),
});

/**
 * `npm start`: the whole product on this machine. Sets everything up, opens a page that shows a customer's phone, the agent's thoughts and the team, plays a
 * sales conversation on each provider of WhatsApp in it, prints what the customers received and what was learned, and stays up until Ctrl-C.
 */
async function main(): Promise<void> {
	const openAiApiKey = process.env.OPENAI_API_KEY?.trim() || undefined;
	const port = Number(process.env.N8N_PORT ?? 5678);
	const pagePort = Number(process.env.PAGE_PORT ?? 5680);
	const templates = [...TEMPLATES, 'handoff-chatwoot'];
	const files: Files = {};
	const sandbox = await startSandbox({
		port,
		openAiApiKey,
		crm: true,
		templates,
		providers: ['zapi', 'whatsapp_cloud'],
		media: files,
		adjust: hears,
		env: { N8N_LISTEN_ADDRESS: HOST },
		report: (line) => console.log(`  ${line}`),
	});
	let showcase: Showcase | undefined;
	const end = async () => {
		await showcase?.stop();
		await sandbox.stop();
	};
	endOnSignal(end);
	try {
		await mirrorBegan(sandbox);
		await sandbox.supabase.pool.query('select set_model_prices($1)', [JSON.stringify(PRICES)]);
		showcase = await startShowcase(sandbox, { port: pagePort, host: HOST, files, isReal: openAiApiKey !== undefined });
		await openDoors(sandbox, showcase);
		console.log(`\nThe page is at ${showcase.url}: the story plays there, and then you write.`);
		await play(sandbox, showcase, openAiApiKey ? 'the model of OPENAI_API_KEY answers' : 'a stand-in for the model answers');
	} catch (error) {
		await end();
		throw error;
	}
}

/** The story, on the page and in the terminal. */
async function play(sandbox: Sandbox, showcase: Showcase, answering: string): Promise<void> {
	showcase.told('Marina, dona de uma hamburgueria, escreve pela Z-API …');
	await playStory(sandbox, `A customer writes on WhatsApp, over Z-API (${answering}):`, CUSTOMER, STORY);
	showcase.told('Tiago escreve para o número oficial, pela WhatsApp Cloud API …');
	await playStory(sandbox, "Another one writes to the company's official number, over WhatsApp Cloud:", OFFICIAL_CUSTOMER, OFFICIAL_STORY);
	await printLead(sandbox);
	await printDeal(sandbox);
	showcase.told('Rafael, da equipe, responde à Marina no Chatwoot …');
	// Chatwoot tells who answered by e-mail; the page shows the name that goes with it.
	await addPerson(sandbox, { id: 'rafael@example.com', name: 'Rafael Lima', role: 'attendant' });
	await playAttendance(sandbox, console.log);
	showcase.told('Agora é com você: crie um cliente, escreva, ou toque numa das frases. Marina está com o Rafael; o Tiago, com o agente.');
	console.log(`The page for attendants, opened as Ana: ${showcase.links.page}`);
	const { owner } = sandbox.api();
	console.log(`The editor is at ${sandbox.n8n().url} (${owner.email}, password ${owner.password}). Ctrl-C ends everything.`);
}

/** What the page leads to besides: the attendants' own page, opened as a supervisor, and the editor. */
async function openDoors(sandbox: Sandbox, { links }: Showcase): Promise<void> {
	const key = await addPerson(sandbox, { id: 'ana@example.com', name: 'Ana', role: 'supervisor' });
	links.page = `${await controlApiUrl(sandbox)}/painel#chave=${key}`;
	links.editor = sandbox.n8n().url;
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
function endOnSignal(end: () => Promise<void>): void {
	let ending = false;
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.on(signal, () => {
			if (ending) return;
			ending = true;
			console.log('\nEnding …');
			void end().finally(() => process.exit(0));
		});
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exit(1);
});
