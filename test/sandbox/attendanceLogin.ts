import type { AttendanceState, StandInUser } from './attendanceState';

export interface LoginHabits {
	/** Whether a login gives a refresh token: the documented one does not. */
	givesRefresh: boolean;
	/** Whether a refresh token is taken: in the code that was read it never is. */
	takesRefresh: boolean;
	lifeSeconds: number;
	/** Logins let through in a quarter of an hour. */
	most: number;
}

export class Refused extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly headers: Record<string, string> = {},
		readonly field: string | null = null,
	) {
		super(message);
	}
}

const WINDOW_MS = 15 * 60_000;

/** Who is logged in at the stand-in. Tokens are told apart by a number and name nobody. */
export class Logins {
	readonly habits: LoginHabits;
	/** Every attempt, those that were refused included. */
	attempts = 0;
	refreshes = 0;
	logouts = 0;
	private readonly tokens = new Map<string, { user: StandInUser; endsAt: number }>();
	private readonly refreshTokens = new Map<string, StandInUser>();
	private readonly tries: number[] = [];
	private made = 0;

	constructor(
		private readonly state: AttendanceState,
		isCode: boolean,
	) {
		this.habits = { givesRefresh: isCode, takesRefresh: false, lifeSeconds: 86_400, most: Infinity };
	}

	login(email: unknown, password: unknown): object {
		this.attempts++;
		const now = this.state.now();
		this.tries.push(now);
		if (this.tries.filter((at) => now - at < WINDOW_MS).length > this.habits.most)
			throw new Refused(429, 'RATE_LIMITED', 'Limite de requisições atingido', { 'retry-after': '600' });
		const user = this.state.users.find((one) => one.email === email && one.password === password && one.is_active);
		if (!user) throw new Refused(401, 'UNAUTHORIZED', 'E-mail ou senha inválidos');
		return { ...this.give(user), user: { id: user.id, email: user.email, nome: user.nome, role: user.role, permissions: [] } };
	}

	refresh(token: unknown): object {
		this.refreshes++;
		const user = this.refreshTokens.get(String(token));
		// It rotates: the same one is never taken twice.
		this.refreshTokens.delete(String(token));
		if (!user || !this.habits.takesRefresh) throw new Refused(401, 'UNAUTHORIZED', 'Token inválido');
		return this.give(user);
	}

	/** Whose a request is. */
	who(authorization: string | undefined): StandInUser {
		const held = this.tokens.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
		if (!held || held.endsAt <= this.state.now()) throw new Refused(401, 'UNAUTHORIZED', 'Token inválido');
		return held.user;
	}

	logout(authorization: string | undefined): void {
		this.logouts++;
		this.tokens.delete(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
	}

	/** Takes all tokens back, as a restart of the server does. */
	revoke(): void {
		this.tokens.clear();
	}

	private give(user: StandInUser): Record<string, unknown> {
		const [access, refresh] = [`stand-in-access-${++this.made}-of-nobody`, `stand-in-refresh-${this.made}-of-nobody`];
		this.tokens.set(access, { user, endsAt: this.state.now() + this.habits.lifeSeconds * 1000 });
		if (this.habits.givesRefresh) this.refreshTokens.set(refresh, user);
		return {
			access_token: access,
			token_type: 'bearer',
			expires_in: this.habits.lifeSeconds,
			...(this.habits.givesRefresh && { refresh_token: refresh, session_id: `sess_${this.made}` }),
		};
	}
}
