import { baseOf, filterIn, isKey, keyIn, openIn, withFilter, withOpen } from '../../../nodes/ControlApi/page/client/address';
import { pieces } from '../../../nodes/ControlApi/page/client/links';
import { formatPhone } from '../../../nodes/ControlApi/page/client/phone';
import type { HandoffEvent, Session } from '../../../nodes/ControlApi/page/client/types';
import {
	authorName,
	eventText,
	lastLine,
	owner,
	refusalText,
	since,
	statusText,
	titleOf,
	waiting,
	writingWindow,
} from '../../../nodes/ControlApi/page/client/wording';
import { pageLink } from '../../../nodes/shared/core/handoff/pageLink';
import { ago, nameOf, NOW, session } from './sample';

const ANA = 'ana@loja.example';
const BIA = 'bia@loja.example';

it.each([
	['5531900000001', '(31) 90000-0001'],
	['553130000001', '(31) 3000-0001'],
	['351912345678', '+351912345678'],
	['120363000000000000-group', '120363000000000000-group'],
	['1234', '1234'],
])('phone %s', (phone, expected) => expect(formatPhone(phone)).toBe(expected));

describe('until when one may write freely', () => {
	const line = (until: string | null) => writingWindow(session({ window: { until } }), Date.parse('2026-03-01T12:00:00Z'), 'America/Sao_Paulo');

	it.each([
		['2026-03-02T02:59:00Z', 'Pode escrever até 23:59 de hoje'],
		['2026-03-02T03:00:00Z', 'Pode escrever até 00:00 de amanhã'],
		['2026-03-02T11:32:00Z', 'Pode escrever até 08:32 de amanhã'],
		['2026-03-01T12:00:00Z', 'Janela fechada: só modelo'],
		[null, 'Janela fechada: só modelo'],
	])('%s', (until, expected) => expect(line(until)).toBe(expected));

	it('nothing where there is no such limit, or the database is older', () => {
		expect([writingWindow(session({ window: null }), NOW), writingWindow(session({}), NOW)]).toEqual(['', '']);
	});
});

describe('who answers and since when', () => {
	it.each<[string, Partial<Session>, string, string]>([
		['the robot', {}, 'Robô', 'Com o robô · última mensagem há 1 min'],
		['the robot, silent so far', { last_customer_message: null, last_agent_message: null }, 'Robô', 'Com o robô'],
		['me', { mode: 'human', human_attendant: ANA, human_since: ago(240) }, 'Você', 'Com você há 4 min'],
		['another', { mode: 'human', human_attendant: BIA, human_since: ago(240) }, 'Bia', 'Com Bia há 4 min'],
		['the business phone', { mode: 'human', human_attendant: 'auto-detected' }, 'Alguém pelo WhatsApp', 'Com Alguém pelo WhatsApp'],
		['somebody who left', { mode: 'human', human_attendant: 'x@y.example', human_attendant_name: 'Rafael' }, 'Rafael', 'Com Rafael'],
		['a stranger', { mode: 'human', human_attendant: 'x@y.example' }, 'x@y.example', 'Com x@y.example'],
		[
			'a pause by hand',
			{ mode: 'paused', paused_at: ago(60), paused_by: BIA, pause_reason: 'manual' },
			'Em pausa',
			'Em pausa há 1 min, por Bia',
		],
		['my pause', { mode: 'paused', paused_at: ago(60), paused_by: ANA }, 'Em pausa', 'Em pausa há 1 min, por você'],
		['the wish', { mode: 'paused', paused_at: ago(60), pause_reason: 'escalation' }, 'Em pausa', 'Em pausa há 1 min, a pedido do cliente'],
	])('%s', (_, more, label, line) => {
		expect(owner(session(more), ANA, nameOf).label).toBe(label);
		expect(since(session(more), NOW, ANA, nameOf)).toBe(line);
	});

	it('tells mine from others', () => {
		expect(owner(session({ mode: 'human', human_attendant: ANA }), ANA, nameOf).kind).toBe('mine');
		expect(owner(session({ mode: 'human', human_attendant: ANA }), BIA, nameOf).kind).toBe('human');
	});
});

it('tells what is waiting, the wish for a person first', () => {
	const metadata = { escalation_requested: true, escalation_at: ago(180) };
	expect(waiting(session(), NOW)).toBeNull();
	expect(waiting(session({ mode: 'human', last_customer_message: ago(20) }), NOW)).toEqual({
		kind: 'waiting',
		label: 'Cliente espera resposta há 20 s',
	});
	expect(waiting(session({ mode: 'paused', metadata, last_customer_message: ago(20) }), NOW)).toEqual({
		kind: 'asked',
		label: 'Pediu uma pessoa há 3 min',
	});
});

it('tells the last message and who wrote it', () => {
	expect(lastLine(session({ last_text: 'Oi\n\ntudo  bem?', last_from: 'customer' }))).toBe('Cliente: Oi tudo bem?');
	expect(lastLine(session({ last_text: 'Olá', last_from: 'human' }))).toBe('Equipe: Olá');
	expect(lastLine(session({ last_text: null, last_from: 'customer' }))).toBe('Cliente: (sem texto)');
	expect(lastLine(session({ last_text: null, last_from: null }))).toBe('Nenhuma mensagem ainda.');
});

it('names a conversation by its phone when the customer has no name', () => {
	expect(titleOf(session())).toBe('Maria Souza');
	expect(titleOf(session({ name: ' ' }))).toBe('(31) 90000-0001');
});

describe('refusals', () => {
	const conflict = { error: 'OWNED_BY_OTHER', message: 'Conversa ocupada.', data: { owner: BIA, since: ago(240) } };

	it('a conflict names the owner and since when', () => {
		expect(refusalText(conflict, NOW, nameOf, 'America/Sao_Paulo')).toBe(
			'Bia já está com esta conversa desde 11:56 (há 4 min). Nada foi mudado.',
		);
		expect(refusalText({ ...conflict, data: { owner: BIA } }, NOW, nameOf)).toBe('Bia já está com esta conversa. Nada foi mudado.');
	});

	it('anything else says what the server says', () => {
		expect(refusalText({ ...conflict, data: undefined }, NOW, nameOf)).toBe('Conversa ocupada.');
		expect(refusalText({ error: 'NOT_OWNER', message: 'Só quem atende pode liberar.' }, NOW, nameOf)).toBe('Só quem atende pode liberar.');
	});
});

describe('changes of hands', () => {
	const event = (more: Partial<HandoffEvent>): HandoffEvent => ({
		at: ago(1),
		type: 'mode_changed',
		actor_id: ANA,
		from_mode: 'agent',
		to_mode: 'human',
		reason: null,
		...more,
	});
	it.each<[Partial<HandoffEvent>, string | null]>([
		[{}, 'Ana assumiu a conversa'],
		[{ actor_id: null }, 'Uma pessoa assumiu a conversa'],
		[{ to_mode: 'paused' }, 'Conversa pausada por Ana'],
		[{ from_mode: 'human', to_mode: 'agent' }, 'Ana devolveu a conversa ao robô'],
		[{ actor_id: null, from_mode: 'paused', to_mode: 'agent' }, 'A conversa voltou para o robô'],
		[{ type: 'session_created', actor_id: null, from_mode: null, to_mode: 'agent' }, null],
		[{ type: 'session_created', from_mode: null, to_mode: 'human' }, null],
		[{ to_mode: 'paused', actor_id: 'opt_out' }, 'Conversa pausada por pedido do cliente, que não quer mais mensagens'],
		[{ actor_id: 'saiu@loja.example', actor_name: 'Rafael' }, 'Rafael assumiu a conversa'],
		[{ type: 'owner_changed', from_mode: 'human', to_owner: BIA }, 'Ana passou a conversa para Bia'],
		[{ type: 'owner_changed', from_mode: 'human', to_owner: ANA }, 'Ana passou a atender a conversa'],
		[
			{ type: 'owner_changed', from_mode: 'human', actor_id: null, to_owner: 'x@y.example', to_owner_name: 'Rafael' },
			'Rafael passou a atender a conversa',
		],
		[{ type: 'owner_changed', from_mode: 'human' }, 'Ana mudou quem atende a conversa'],
		[{ type: 'auto_resumed', from_mode: 'human', to_mode: 'agent' }, 'O robô voltou: o atendente ficou sem responder'],
		[{ type: 'metadata_set', from_mode: null, to_mode: null }, null],
		[{ type: 'command', from_mode: 'human', to_mode: 'human' }, null],
	])('%j', (more, expected) => expect(eventText(event(more), nameOf)).toBe(expected));
});

it('tells how far a message came, and nothing where the status says nothing', () => {
	expect(['sent', 'failed', 'received', 'constructor', null].map(statusText)).toEqual(['enviada', 'não enviada', '', '', '']);
});

describe('the page’s address', () => {
	it.each([
		['https://n8n.example/webhook/abc/painel', 'https://n8n.example/webhook/abc'],
		['https://n8n.example/webhook/abc/painel/', 'https://n8n.example/webhook/abc'],
		['https://n8n.example/webhook/abc/painel?x=/y#chave=a/b', 'https://n8n.example/webhook/abc'],
	])('%s', (href, base) => expect(baseOf(href)).toBe(base));

	it.each([
		['', ''],
		['#', ''],
		['#chave=abc', 'abc'],
		['#abc', 'abc'],
		['#chave=a%2Bb&conversa', 'a+b'],
		['#conversa', ''],
		['#conversa=loja/5531900000001', ''],
		['#filtro=mine&chave=abc&conversa=loja/1', 'abc'],
		['#abc=&filtro=mine', 'abc='],
		['#chave=50%', '50%'],
	])('key in "%s"', (hash, key) => expect(keyIn(hash)).toBe(key));

	it('names the open conversation and the filter beside the key', () => {
		const place = { channel: 'Loja & Cia/1', phone: '123@lid' };
		const hash = withFilter(withOpen('#chave=abc', place), 'mine');
		expect(hash).toBe('#chave=abc&conversa=Loja%20%26%20Cia%2F1/123%40lid&filtro=mine');
		expect([keyIn(hash), openIn(hash), filterIn(hash)]).toEqual(['abc', place, 'mine']);
		expect(withOpen(hash, { channel: 'b', phone: '2' })).toBe('#chave=abc&filtro=mine&conversa=b/2');
		expect(withFilter(withOpen(hash, null), null)).toBe('#chave=abc');
		for (const none of ['', '#conversa', '#conversa=', '#conversa=loja', '#conversa=/1', '#conversa=a/b/c', '#chave=conversa'])
			expect(openIn(none)).toBeNull();
		expect(openIn('#conversa=loja/50%')).toEqual({ channel: 'loja', phone: '50%' });
	});

	it('is what a notice points to', () => {
		const link = pageLink('https://n8n.example/webhook/abc/painel#chave=segredo', 'Loja & Cia/1', '123@lid');
		expect(link).toBe('https://n8n.example/webhook/abc/painel#conversa=Loja%20%26%20Cia%2F1/123%40lid');
		expect(openIn(new URL(link).hash)).toEqual({ channel: 'Loja & Cia/1', phone: '123@lid' });
	});

	it('takes only keys that fit into a header', () => {
		expect(['abc-123=', '', 'a b', 'ação'].map(isKey)).toEqual([true, false, false, false]);
	});
});

it('names who wrote, as far as it is known', () => {
	const by = (author: 'customer' | 'agent' | 'human', attendant: string | null = null, attendant_name: string | null = null) =>
		authorName({ author, at: ago(1), text: 'Oi', status: null, attendant, attendant_name }, nameOf);
	expect([by('customer'), by('agent'), by('human'), by('human', 'auto-detected')]).toEqual(['Cliente', 'Robô', 'Equipe', 'Equipe']);
	expect([by('human', ANA), by('human', 'x@y.example', 'Rafael')]).toEqual(['Ana · Equipe', 'Rafael · Equipe']);
});

describe('web addresses in a message', () => {
	it.each<[string, string[]]>([
		['Veja https://loja.example/fb300.', ['https://loja.example/fb300']],
		['(catálogo: http://loja.example/a_(b)), certo?', ['http://loja.example/a_(b)']],
		['*https://loja.example/x?y=1&z=2#a*!', ['https://loja.example/x?y=1&z=2#a']],
		['https://a.example e https://b.example…', ['https://a.example', 'https://b.example']],
		['“https://loja.example/promoção”', ['https://loja.example/promoção']],
		['HTTPS://LOJA.EXAMPLE', ['HTTPS://LOJA.EXAMPLE']],
		['javascript:alert(1) data:text/html,x ftp://x.example file:///etc/passwd', []],
		['xhttps://loja.example http://', []],
		['https://banco.example@evil.example', []],
		['<https://loja.example/a|Banco>', ['https://loja.example/a|Banco']],
		['sem nada', []],
		['', []],
	])('%s', (text, addresses) => {
		const found = pieces(text);
		expect(found.filter(({ isAddress }) => isAddress).map((one) => one.text)).toEqual(addresses);
		expect(found.map((one) => one.text).join('')).toBe(text);
	});
});
