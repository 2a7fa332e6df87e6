import { baseOf, isKey, keyIn, saysOpen, withOpen } from '../../../nodes/ControlApi/page/client/address';
import { formatPhone } from '../../../nodes/ControlApi/page/client/phone';
import type { HandoffEvent, Session } from '../../../nodes/ControlApi/page/client/types';
import {
	eventText,
	lastLine,
	owner,
	refusalText,
	since,
	statusText,
	titleOf,
	waiting,
} from '../../../nodes/ControlApi/page/client/wording';
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

describe('who answers and since when', () => {
	it.each<[string, Partial<Session>, string, string]>([
		['the robot', {}, 'Robô', 'Com o robô · última mensagem há 1 min'],
		['the robot, silent so far', { last_customer_message: null, last_agent_message: null }, 'Robô', 'Com o robô'],
		['me', { mode: 'human', human_attendant: ANA, human_since: ago(240) }, 'Você', 'Com você há 4 min'],
		['another', { mode: 'human', human_attendant: BIA, human_since: ago(240) }, 'Bia', 'Com Bia há 4 min'],
		['the business phone', { mode: 'human', human_attendant: 'auto-detected' }, 'Alguém pelo WhatsApp', 'Com Alguém pelo WhatsApp'],
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
		['#chave=50%', '50%'],
	])('key in "%s"', (hash, key) => expect(keyIn(hash)).toBe(key));

	it('marks an open conversation beside the key', () => {
		expect(withOpen('#chave=abc', true)).toBe('#chave=abc&conversa');
		expect(withOpen('#chave=abc&conversa', false)).toBe('#chave=abc');
		expect(withOpen('', true)).toBe('#conversa');
		expect([saysOpen('#chave=abc&conversa'), saysOpen('#chave=conversa')]).toEqual([true, false]);
	});

	it('takes only keys that fit into a header', () => {
		expect(['abc-123=', '', 'a b', 'ação'].map(isKey)).toEqual([true, false, false, false]);
	});
});
