import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from './sandbox';
import { CUSTOMER, repliesTo } from './story';

/** An agent of the stand-in, and what he answers. */
const RAFAEL = 3;
const WORDS = 'Oi, Marina! Aqui é o Rafael, da equipe. Já preparo a sua proposta.';
const WITHIN_MS = 60_000;

/** The mirror has every word that is said from its first run on: waits for that. */
export async function mirrorBegan({ supabase }: Sandbox): Promise<void> {
	await until(async () => (await supabase.pool.query(`select from settings where key = 'chatwoot_mirror'`)).rowCount === 1);
}

/** What the team sees of the story in Chatwoot, and one of them who answers there. */
export async function playAttendance(sandbox: Sandbox, told: (line: string) => void): Promise<void> {
	const { chatwoot, supabase } = sandbox;
	const words = `select 1 from outbox where phone = $1 and kind = 'chatwoot_message' and status <> 'sent'`;
	await until(async () => (await supabase.pool.query(words, [CUSTOMER.phone])).rowCount === 0);
	const conversation = chatwoot.state.conversations.find(({ contactInbox }) => contactInbox.source_id === CUSTOMER.phone);
	if (!conversation) throw new Error('The conversation did not come to Chatwoot');
	told('What the team sees in Chatwoot:\n');
	for (const { message_type: type, content } of conversation.messages)
		if (type !== 'activity') told(`  ${type === 'incoming' ? '›' : '‹'} ${content?.replaceAll('\n', '\n    ')}`);
	told(`\n  Rafael answers there: ${WORDS}`);
	chatwoot.writes(RAFAEL, conversation.id, { content: WORDS });
	await until(() => repliesTo(sandbox, CUSTOMER.phone).some(({ body }) => body.message === WORDS));
	told('  → It is on WhatsApp; the conversation is his, and the agent is quiet until he writes "retomar".\n');
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + WITHIN_MS;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error('Chatwoot was not told in time');
		await sleep(200);
	}
}
