import { randomInt, randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { keyHash } from '../../nodes/Conversation/operations/attendants';
import { runNode } from './oneNode';
import { sandboxSupabase, sql } from './supabase';

const { url, serviceRoleKey } = sandboxSupabase();
export const credentials = { supabaseApi: { host: url, serviceRole: serviceRoleKey } };

/** A conversation of one's own: tests share the database and must not meet. */
export const newPlace = () => ({ channel: `test-${randomUUID()}`, phone: `55119${String(randomInt(1e8)).padStart(8, '0')}` });
export type Place = ReturnType<typeof newPlace>;

/** What an operation of the Conversation node gives, by output. */
export async function operate(operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}]) {
	const run = await runNode({ type: 'conversation', parameters: { operation, ...parameters }, items, credentials });
	return { error: run.error, responses: run.responses, out: (output = 0) => run.items('Node', output) };
}

/** The one item of the first output that has any. */
export async function only(operation: string, parameters: IDataObject = {}, item: IDataObject = {}): Promise<IDataObject> {
	const { out, error } = await operate(operation, parameters, [item]);
	if (error) throw error;
	return [0, 1, 2, 3].flatMap((output) => out(output))[0];
}

/** A message as a trigger gives it. */
export const message = (place: Place, given: IDataObject = {}): IDataObject => ({
	provider: 'zapi',
	...place,
	messageId: randomUUID(),
	sendTo: place.phone,
	name: 'Marina Exemplo',
	kind: 'text',
	text: 'Oi',
	fromMe: false,
	fromApi: false,
	isGroup: false,
	sentAt: new Date().toISOString(),
	...given,
});

/** What an attendant types on the business phone: stored, then decided on. */
export async function typed(place: Place, text: string, parameters: IDataObject = { attendant: 'ana' }): Promise<IDataObject> {
	const [stored] = (await operate('receive', {}, [message(place, { text, fromMe: true })])).out(2);
	return await only('decideMessage', parameters, stored);
}

/** A customer writes, and the turn is claimed. */
export async function customerTurn(place: Place, text = 'Oi'): Promise<IDataObject> {
	const [stored] = (await operate('receive', {}, [message(place, { text })])).out();
	return await only('claimTurn', { quietSeconds: 0 }, stored);
}

/** Moves a conversation's clocks back, as if so many seconds had gone by. */
export const letTimePass = async ({ channel, phone }: Place, seconds: number): Promise<void> => {
	const clocks = [
		'human_since',
		'last_human_activity',
		'last_human_message',
		'paused_at',
		'mode_since',
		'last_customer_message',
		'last_agent_message',
	];
	const moved = clocks.map((clock) => `${clock} = ${clock} - make_interval(secs => $3)`).join(', ');
	await sql(`update sessions set ${moved}, updated_at = updated_at - make_interval(secs => $3) where channel = $1 and phone = $2`, [
		channel,
		phone,
		seconds,
	]);
};

/** Adds an attendant with a key of their own. */
export async function addAttendant(role: 'attendant' | 'supervisor' | 'admin' = 'attendant', slackUserId: string | null = null) {
	const id = `pessoa-${randomUUID()}@example.com`;
	const key = randomUUID();
	await sql('insert into attendants (id, name, role, key_hash, slack_user_id) values ($1, $2, $3, $4, $5)', [
		id,
		`Pessoa ${role}`,
		role,
		keyHash(key),
		slackUserId,
	]);
	return { id, key };
}

export const historyOf = async ({ channel, phone }: Place): Promise<string[]> =>
	(await sql<{ type: string }>('select type from session_history where channel = $1 and phone = $2 order by id', [channel, phone])).map(
		({ type }) => type,
	);

export const noticesOf = async ({ channel }: Place): Promise<string[]> =>
	(
		await sql<{ kind: string }>(`select payload ->> 'kind' as kind from outbox where channel = $1 and kind = 'notice' order by id`, [
			channel,
		])
	).map(({ kind }) => kind);

/** A number of ours on which somebody wrote just now: from it goes what is for whoever never wrote. No other test's hours and troubles are its own. */
export async function newestNumber(): Promise<void> {
	const { channel, phone } = newPlace();
	await sql('insert into sessions (channel, phone) values ($1, $2)', [channel, phone]);
}
