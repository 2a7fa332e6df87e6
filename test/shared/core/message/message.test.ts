import { dedupeKey, speaker } from '../../../../nodes/shared/core/message/message';
import { messageWords, turnText } from '../../../../nodes/shared/core/message/turnText';

describe('dedupeKey', () => {
	it('tells the same id on two numbers apart', () => {
		const message = { provider: 'zapi', channel: 'A', messageId: '1' } as const;
		expect(dedupeKey(message)).toBe('zapi:A:1');
		expect(dedupeKey({ ...message, channel: 'B' })).not.toBe(dedupeKey(message));
	});
});

describe('speaker', () => {
	it.each([
		[{ fromMe: false, fromApi: false }, 'customer'],
		[{ fromMe: false, fromApi: true }, 'customer'], // provenance is fromMe alone
		[{ fromMe: true, fromApi: true }, 'agent'],
		[{ fromMe: true, fromApi: false }, 'human'],
	])('%p → %s', (message, who) => {
		expect(speaker(message)).toBe(who);
	});
});

describe('turnText', () => {
	it('joins in provider-time order, whatever the order of arrival', () => {
		const text = turnText([
			{ kind: 'text', text: 'em Chapecó', sentAt: '2026-01-05T13:00:02.000Z' },
			{ kind: 'text', text: 'Oi!', sentAt: '2026-01-05T13:00:00.000Z' },
			{ kind: 'image', text: 'minha loja', sentAt: '2026-01-05T13:00:01.000Z' },
		]);
		expect(text).toBe('Oi!\n[imagem recebida] minha loja\nem Chapecó');
	});

	it('names what has no words', () => {
		expect(messageWords({ kind: 'audio', text: '' })).toBe('[áudio recebido]');
		expect(messageWords({ kind: 'other', text: '' })).toBe('[mensagem de um tipo que não consigo abrir]');
	});

	it('says which product a question is about', () => {
		const product = (code: string, title = '') => ({ product: { id: null, code, title, url: null } });
		expect(messageWords({ kind: 'text', text: 'Ainda tem?', content: product('BOLO-2KG') })).toBe(
			'[sobre o produto (BOLO-2KG)] Ainda tem?',
		);
		expect(messageWords({ kind: 'audio', text: '', content: product('7', 'Escova') })).toBe(
			'[áudio recebido] [sobre o produto Escova (7)]',
		);
		expect(messageWords({ kind: 'product', text: 'Escova (7)', content: product('7', 'Escova') })).toBe(
			'[produto do catálogo recebido] Escova (7)',
		);
		expect(messageWords({ kind: 'text', text: 'Ainda tem?', content: null })).toBe('Ainda tem?');
	});
});
