import type { AttendanceUser } from '../../shared/store/attendanceLogins';
import { attendanceNews, type AttendanceNews, type ListeningToken } from '../../shared/store/attendanceNews';
import { looking, type Hearer } from '../../shared/store/looking';
import type { Store } from '../../shared/store/store';

/** Somebody at the socket. */
export interface Member extends Hearer {
	token: ListeningToken;
	/** What they joined. */
	rooms: ReadonlySet<string>;
	open: () => Promise<Store>;
	/** @param user null once their token is good no more */
	hear: (news: AttendanceNews, user: AttendanceUser | null) => void;
}

/**
 * Tells everybody at the sockets of this process what happens, whichever process it happens in: one question a second for all of a company, from where the last one
 * ended. A database that cannot be asked for a minute ends it: until then nothing is lost, as events are kept.
 */
export const watches = looking<Member>(
	() => {
		let cursor: string | null = null;
		return async (asked) => {
			const store = await asked[0].open();
			const tokens = new Map(asked.map(({ token }) => [keyOf(token), token]));
			const rooms = new Set(asked.flatMap((member) => [...member.rooms]));
			const news = await attendanceNews(store, cursor, [...tokens.values()], [...rooms]);
			cursor = news.cursor;
			for (const member of asked) member.hear(news, news.users[keyOf(member.token)] ?? null);
		};
	},
	{ fails: 60, takes: 60 },
);

const keyOf = ({ login, expires }: ListeningToken): string => `${login}:${expires}`;
