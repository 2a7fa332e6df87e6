import type { IDataObject } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { runNode } from './node';

let chatwoot: Chatwoot;
let now: number;
beforeEach(async () => {
	now = Date.now() - 3_600_000;
	chatwoot = await startChatwoot({ now: () => now });
});
afterEach(async () => {
	await chatwoot.stop();
	expect(chatwoot.violations).toEqual([]);
});

const RAFAEL = 3;
const ELSEWHERE = '> (resposta a uma mensagem que não está nesta conversa)';
let count = 0;
const word = (text: string, given: IDataObject = {}): IDataObject => ({
	outbox_id: 1,
	lease_token: 'lease',
	attempts: 1,
	phone: '5511999990001',
	direction: 'incoming',
	message_id: `M${++count}`,
	text,
	name: 'Marina',
	sent_at: new Date(now).toISOString(),
	file_url: '',
	file_name: '',
	...given,
});
async function mirrored(text: string, given: IDataObject = {}) {
	now += 1000;
	const one = word(text, given);
	const { error } = await runNode(chatwoot, { resource: 'conversation', operation: 'mirrorWord', inbox: 12 }, { items: [one] });
	expect(error).toBeUndefined();
	return { id: String(one.message_id), message: chatwoot.state.conversations.at(-1)!.messages.at(-1)! };
}
const quoting = (quoted: string, quote: IDataObject | null = null): IDataObject => ({ quoted, quote });

describe('a word that answers a mirrored one', () => {
	it('shows as Chatwoot’s own reply', async () => {
		const first = await mirrored('Quanto custa?');
		await mirrored('Custa R$ 10', { direction: 'outgoing' });
		const { message } = await mirrored(
			'este aqui',
			quoting(first.id, { text: 'Quanto custa?', at: new Date(now).toISOString(), number: null }),
		);
		expect(message).toMatchObject({
			content: 'este aqui',
			content_attributes: {
				in_reply_to: first.message.id,
				in_reply_to_external_id: `atendeaqui:${first.id}`,
				atendeaqui: { key: expect.any(String) },
			},
		});
	});

	it('does so where a database of an older version tells the id alone', async () => {
		const first = await mirrored('Quanto custa?');
		const { message } = await mirrored('este', { quoted: first.id });
		expect(message.content_attributes).toMatchObject({ in_reply_to: first.message.id });
	});

	it('carries the quote with a file too', async () => {
		const first = await mirrored('Quanto custa?');
		const { message } = await mirrored('', { ...quoting(first.id), file_url: 'https://files.invalid/a.pdf', file_name: 'a.pdf' });
		expect(message.content_attributes).toMatchObject({ in_reply_to: first.message.id });
		expect(message.content).not.toContain('>');
	});
});

it('a word that answers what a person wrote in Chatwoot shows as the reply to that', async () => {
	await mirrored('Oi');
	const reply = chatwoot.writes(RAFAEL, chatwoot.state.conversations[0].id, { content: 'Custa R$ 10' });
	const { message } = await mirrored('ok', quoting('W1', { text: 'Custa R$ 10', at: new Date(now).toISOString(), number: reply.id }));
	expect(message.content).toBe('ok');
	expect(message.content_attributes).toMatchObject({ in_reply_to: reply.id });
	expect(message.content_attributes).not.toHaveProperty('in_reply_to_external_id');
});

describe('a word that answers what is not in the conversation', () => {
	it.each<[string, unknown, string]>([
		['nobody knows', null, ELSEWHERE],
		['is known by its words', { text: '*Quanto*\ncusta?', at: null, number: null }, '> **Quanto** custa?'],
		['was long', { text: 'a'.repeat(900), at: null, number: null }, `> ${'a'.repeat(200)}…`],
		['has no words', { text: '  ', at: '2026-13-45', number: 'x' }, ELSEWHERE],
		['is told of in another form', ['?'], ELSEWHERE],
	])('(it %s) has a line of text', async (_, quote, line) => {
		await mirrored('Oi');
		const { message } = await mirrored('este', quoting('UNKNOWN', quote as IDataObject));
		expect(message.content).toBe(`${line}\n\neste`);
		expect(message.content_attributes).not.toHaveProperty('in_reply_to');
	});

	it('has one where the conversation with it was resolved since', async () => {
		const first = await mirrored('Quanto custa?');
		chatwoot.acts.setStatus(chatwoot.state.conversations[0], 'resolved');
		const { message } = await mirrored('este', quoting(first.id, { text: 'Quanto custa?', at: new Date(now).toISOString(), number: null }));
		expect(chatwoot.state.conversations).toHaveLength(2);
		expect(message.content).toBe('> Quanto custa?\n\neste');
	});

	it('costs five looks at the most, however much was said since', async () => {
		const first = await mirrored('Quanto custa?');
		const at = new Date(now).toISOString();
		for (let n = 0; n < 150; n++) {
			now += 1000;
			chatwoot.writes(RAFAEL, chatwoot.state.conversations[0].id, { content: `n${n}` });
		}
		chatwoot.requests.length = 0;
		const { message } = await mirrored('este', quoting(first.id, { text: 'Quanto custa?', at, number: null }));
		expect(chatwoot.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/messages'))).toHaveLength(5);
		expect(message.content).toBe('> Quanto custa?\n\neste');
	});
});

it('a word that answers nothing asks for nothing and says nothing more', async () => {
	await mirrored('Oi');
	chatwoot.requests.length = 0;
	const { message } = await mirrored('tudo bem?', quoting('', null));
	expect(chatwoot.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/messages'))).toEqual([]);
	expect(message).toMatchObject({ content: 'tudo bem?', content_attributes: { atendeaqui: { key: expect.any(String) } } });
});
