import { randomUUID } from 'node:crypto';

import { claimsOf, signed } from '../../nodes/AttendanceServer/auth/jwt';
import { tokensOf } from '../../nodes/AttendanceServer/auth/tokens';
import { socketParts, type Grounds } from '../../nodes/AttendanceServer/socket/part';
import { mount, type Mounted } from '../../nodes/shared/server/mount';
import { attendanceSecret, beginLogin, type AttendanceUser } from '../../nodes/shared/store/attendanceLogins';
import { sayAsAttendant } from '../../nodes/shared/store/attendances';
import { openStore, type Store } from '../../nodes/shared/store/store';
import { startGateway, type Gateway } from '../sandbox/gateway';
import { freePort } from '../sandbox/ports';
import { addAttendant, credentials, customerTurn, newPlace, type Place } from '../setup/house';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { SHORT } from '../shared/server/portForTests';
import { client, type Client } from '../shared/server/socketsForTests';

export type Role = 'atendente' | 'supervisor' | 'admin' | 'user';

const open = async (host = credentials.supabaseApi.host): Promise<Store> =>
	await openStore({ getCredentials: async () => await Promise.resolve({ ...credentials.supabaseApi, host }) });

/** Somebody who is logged in, with their token. */
export async function loggedIn(role: Role = 'atendente') {
	const { id } = await addAttendant(role === 'admin' || role === 'supervisor' ? role : 'attendant');
	if (role === 'user') await sql('update attendants set limited = true where id = $1', [id]);
	const store = await open();
	const login = await beginLogin(store, { attendant: id, subject: randomUUID(), refreshHash: randomUUID(), days: 30 });
	const { access_token } = await tokensOf(store, login, '');
	return { ...login, id, token: access_token, user: login.user };
}
export type LoggedIn = Awaited<ReturnType<typeof loggedIn>>;

/** The same login with a token that ends in so many seconds of the database's clock. */
export async function endingIn(who: LoggedIn, seconds: number): Promise<string> {
	const secret = await attendanceSecret(await open());
	const [{ now }] = await sql<{ now: number }>('select extract(epoch from now())::int as now');
	return signed({ ...claimsOf(who.token, secret)!, expires: now + seconds }, secret);
}

/** Sockets on ports of one test file, each port as a process of its own where it is given a gateway of its own. */
export function attendanceSockets() {
	const mounted: Mounted[] = [];
	const clients: Client[] = [];
	const gateways: Gateway[] = [];
	const failed: string[] = [];

	/** @param given in place of what the house does for a client */
	async function serve(given: Partial<Grounds> = {}, host?: string) {
		const port = await freePort();
		const touched: string[] = [];
		const grounds: Grounds = {
			open: async () => await open(host),
			send: async ({ me }, conversation, { content }) => await saysInto(me, conversation, content),
			touch: async (_, conversation) => void touched.push(await Promise.resolve(conversation)),
			failed: (problem) => failed.push(problem),
			logger: { error: (text: string) => failed.push(text), warn: () => undefined, info: () => undefined, debug: () => undefined },
			publicUrl: `http://127.0.0.1:${port}`,
			allowedOrigins: [],
			...given,
		};
		const own = await Promise.all(socketParts(grounds).map(async (part) => await mount({ port, host: '127.0.0.1' }, part, SHORT)));
		mounted.push(...own);
		const connect = (token: string, { path = '/ws/chat', headers = {} as Record<string, string> } = {}) => {
			const one = client(`ws://127.0.0.1:${port}${path}${token === '' ? '' : `?token=${token}`}`, { headers });
			clients.push(one);
			return one;
		};
		return {
			port,
			touched,
			connect,
			close: async () => void (await Promise.all(own.map(async ({ close }) => await close()))),
			/** Connected, and told of everything from now on. */
			joined: async (who: LoggedIn, ...rooms: string[]) => {
				const one = connect(who.token);
				await one.settled();
				for (const conversation_id of rooms) one.say({ type: 'join_conversation', conversation_id });
				// What is said is done in order: the answer to the last one says that all were.
				one.say({ type: 'join_conversation', conversation_id: NOBODYS });
				await one.hears(1);
				one.seen.frames.length = 0;
				return one;
			},
		};
	}

	return {
		serve,
		failed,
		gateway: async () => {
			const one = await startGateway(sandboxSupabase());
			gateways.push(one);
			return one;
		},
		end: async () => {
			for (const one of clients.splice(0)) one.seen.socket.terminate();
			await Promise.all(mounted.splice(0).map(async ({ close }) => await close()));
			for (const one of gateways.splice(0)) await one.stop();
		},
		close: closeSql,
	};
}

/** An id that no conversation has. */
export const NOBODYS = '00000000-0000-4000-8000-000000000000';

async function saysInto({ attendant }: AttendanceUser, conversation: string, words: string) {
	const [{ channel, phone }] = await sql<{ channel: string; phone: string }>('select channel, phone from attendances where id = $1', [
		conversation,
	]);
	return await sayAsAttendant(await open(), { key: randomUUID(), channel, phone, by: attendant, words, payload: { text: words } });
}

/** A customer who wrote, and their attendance. */
export async function attended(place: Place = newPlace(), text = 'Oi') {
	await customerTurn(place, text);
	const [{ id }] = await sql<{ id: string }>('select id from attendances where channel = $1 and phone = $2 and closed_at is null', [
		place.channel,
		place.phone,
	]);
	return { id, place };
}

/** Lets somebody have a conversation, or lets it wait for anybody, as all doors do. */
export const given = async ({ channel, phone }: Place, to: string | null): Promise<unknown> =>
	await sql(
		to === null
			? `update sessions set mode = 'paused', human_attendant = null, pause_reason = 'escalation', paused_by = 'customer', paused_at = now(), updated_at = now() where channel = $1 and phone = $2`
			: `update sessions set mode = 'human', human_attendant = $3, pause_reason = null, paused_by = null, updated_at = now() where channel = $1 and phone = $2`,
		to === null ? [channel, phone] : [channel, phone, to],
	);

export const ofType = ({ seen }: Client, type: string) => seen.frames.filter((frame) => frame.type === type);
