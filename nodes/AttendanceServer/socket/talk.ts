import type { AttendanceUser } from '../../shared/store/attendanceLogins';
import type { AttendanceNews } from '../../shared/store/attendanceNews';
import { CLOSED_FOR, type Line, type Talk } from '../../shared/server/sockets';
import type { Store } from '../../shared/store/store';
import { ofError } from '../answers';
import type { Holder } from '../auth/tokens';
import { pace } from './pace';
import { isFault, saidIn, type Fault, type Said } from './said';
import { takeSeat } from './seats';
import { speaking, type Speaks } from './speak';
import { queueFrames, toldOf, type Seat } from './told';
import { watches } from './watch';

/** What talking needs of the house. */
export interface House extends Speaks {
	/** As each look needs it: credentials may change while somebody listens. */
	open: () => Promise<Store>;
	failed: (problem: string) => void;
}

/** The token is over, was taken back, or its user is not there any more: what the running code of that API closes with for a bad token. */
const TOKEN_OVER = 4002;

/** What of one client may wait to be done: whoever says more meanwhile is told to wait. */
const MOST_WAITING = 20;

/**
 * One connection, from its handshake to its end. What its client says is done one after another; a ping is answered at once.
 * @param company see `companyAt`
 */
export function talkWith(house: House, { user, claims }: Holder, company: string): Talk {
	return (line) => {
		const leaveSeat = takeSeat(seatOf(company, user));
		if (leaveSeat === null) {
			// Another one was faster since it was looked at.
			void line.close(CLOSED_FOR.policy, 'Too many connections');
			return { heard: () => undefined, over: () => undefined };
		}
		const seat: Seat = { me: user, rooms: new Set() };
		const hasPlace = pace();
		let isOver = false;
		let waiting = 0;
		let begun = (): void => undefined;
		/** Nothing is done before the first look: what comes of it would be told to nobody. */
		let work = new Promise<void>((resolve) => (begun = resolve));
		const leave = watches.listen(company, {
			token: { login: claims.login, number: claims.number, expires: claims.expires },
			rooms: seat.rooms,
			open: house.open,
			hear: (news, me) => {
				begun();
				hear(line, seat, news, me);
			},
			beat: () => undefined,
			end: () => void line.close(CLOSED_FOR.tooSlow, 'Try again later'),
			failed: ({ message }) => house.failed(message),
		});
		const speak = speaking(house, seat, claims, line);
		return {
			heard: (text) => {
				const { waitMs, isLoop } = hasPlace();
				if (isLoop) return void line.close(CLOSED_FOR.policy, 'Too many messages');
				if (waitMs > 0) return tell(line, { code: 'RATE_LIMITED', detail: `Espere ${Math.ceil(waitMs / 1000)} s.`, field: null });
				const one = saidIn(text);
				if (isFault(one)) return tell(line, one);
				if (one.type === 'ping') return line.send({ type: 'pong' });
				if (waiting >= MOST_WAITING) return tell(line, { code: 'RATE_LIMITED', detail: 'Espere pelas respostas.', field: null });
				waiting++;
				work = work.then(async () => {
					waiting--;
					if (!isOver) await speak(one).catch((error: unknown) => refused(house, line, one, error));
				});
			},
			over: () => {
				isOver = true;
				leave();
				leaveSeat();
			},
		};
	};
}

/** Whose connections are counted together. */
export const seatOf = (company: string, { id }: AttendanceUser): string => `${company} ${id}`;

function hear(line: Line, seat: Seat, news: AttendanceNews, me: AttendanceUser | null): void {
	if (me === null) return void line.close(TOKEN_OVER, 'Token is over');
	// A client that comes back reads everything anew.
	if (news.lost) return void line.close(CLOSED_FOR.tooSlow, 'Try again later');
	seat.me = me;
	for (const event of news.events) for (const frame of toldOf(event, seat)) line.send(frame);
	const moved = news.events.filter(({ kind }) => kind === 'queue').map(({ conversation_id }) => conversation_id);
	if (news.queue) for (const frame of queueFrames(news.queue, moved, seat)) line.send(frame);
}

/** What is wrong, in the words of the API's other refusals; the connection goes on. */
const tell = (line: Line, { code, detail, field }: Fault, about: object = {}): void =>
	line.send({ type: 'error', error_code: code, detail, field, ...about });

function refused(house: House, line: Line, said: Said, error: unknown): void {
	const known = ofError(error);
	if (!known) house.failed((error as Error).message);
	const { detail, error_code, field } = (known?.body ?? { detail: 'Erro interno', error_code: 'INTERNAL_ERROR' }) as Record<
		string,
		string | undefined
	>;
	tell(
		line,
		{ code: error_code ?? '', detail: detail ?? '', field: field ?? null },
		'conversation' in said ? { conversation_id: said.conversation } : {},
	);
}
