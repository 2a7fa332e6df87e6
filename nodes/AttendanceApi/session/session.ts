import { VendorError } from '../../shared/http/errors';
import type { SessionUser, Tokens } from './tokens';

/** How a session gets tokens: by who needs it at the moment. */
export interface Doors {
	login: () => Promise<Tokens>;
	refresh: (token: string) => Promise<Tokens>;
}

interface Held extends Tokens {
	/** Epoch milliseconds of our clock: the server's may be hours off. Infinity where the server does not say. */
	renewAt: number;
	endsAt: number;
	madeAt: number;
	/** It was got because the one before was refused, and no call was let through with it yet. */
	isDoubtful: boolean;
	/** Some call was let through with it. */
	isProven: boolean;
}

const SOON_MS = 5 * 60_000;
/** Five logins in fifteen minutes are allowed to an address, and five failures lock the account for as long (handoff spec C2, C4). */
const LIMIT_MS = 15 * 60_000;
/** Some servers write an epoch into Retry-After: one try an hour harms nobody. */
const LONGEST_REST_MS = 60 * 60_000;
const PER_LOGIN_MS = LIMIT_MS / 5;

/**
 * The one login that a process has for a credential (handoff spec C3). Whoever needs a token at the same time shares one renewal: refresh token first, and
 * exactly one login when that fails. A refusal of the login is remembered: n items cause one try.
 */
export class Session {
	private held?: Held;
	private renewal?: Promise<string>;
	private refusal?: { error: Error; until: number };

	constructor(private readonly now: () => number) {}

	/** Whose session it is; null before the first login. */
	get user(): SessionUser | null {
		return this.held?.user ?? null;
	}

	/** The token in hand, whatever its age. */
	get access(): string | undefined {
		return this.held?.access;
	}

	/** When the token in hand ends, epoch milliseconds; null where nobody knows. */
	get endsAt(): number | null {
		return this.held && Number.isFinite(this.held.endsAt) ? this.held.endsAt : null;
	}

	/** A token that has some life left. */
	async token(doors: Doors): Promise<string> {
		const { held } = this;
		if (!held) return await this.renewed(doors);
		if (this.now() < held.renewAt) return held.access;
		return await this.renewed(doors).catch((error: unknown) => {
			// It was renewed ahead of time: the rest of its life is worth using.
			if (this.held?.access === held.access && this.now() < held.endsAt) return held.access;
			throw error;
		});
	}

	/**
	 * Another token in the place of one that the server refused.
	 * @param refused as it was sent: it may have been renewed by somebody else meanwhile
	 * @param why the refusal, told where another login would be of no use
	 */
	async renew(refused: string, why: unknown, doors: Doors): Promise<string> {
		const { held } = this;
		if (held && held.access !== refused) return held.access;
		// A server that refuses what it just gave would be logged in to once an item, until it locks the account.
		if (held?.isDoubtful && this.now() - held.madeAt < PER_LOGIN_MS && !this.renewal) throw why;
		if (held) held.endsAt = 0;
		const access = await this.renewed(doors);
		if (this.held?.access === access && !this.held.isProven) this.held.isDoubtful = true;
		return access;
	}

	/** Another token although the one in hand is good, for whoever asks for it. */
	async renewNow(doors: Doors): Promise<string> {
		return await this.renewed(doors);
	}

	/** A login, whatever is in hand. */
	async logIn(doors: Doors): Promise<string> {
		if (this.held) this.held.refresh = null;
		return await this.renewed(doors);
	}

	/** Some call was let through. */
	accept(token: string): void {
		if (this.held?.access !== token) return;
		this.held.isDoubtful = false;
		this.held.isProven = true;
	}

	/** Tokens that were got elsewhere with the same e-mail and password. */
	adopt(tokens: Tokens): void {
		this.refusal = undefined;
		this.keep(tokens);
	}

	/** The token is the server's no more. */
	forget(): void {
		this.held = undefined;
	}

	private async renewed(doors: Doors): Promise<string> {
		return await (this.renewal ??= this.obtain(doors).finally(() => (this.renewal = undefined)));
	}

	private async obtain(doors: Doors): Promise<string> {
		if (this.refusal && this.now() < this.refusal.until) throw this.refusal.error;
		const refresh = this.held?.refresh ?? null;
		if (this.held && refresh !== null) {
			// Used up before it is sent: whatever becomes of the answer, it must not be sent twice.
			this.held.refresh = null;
			const tokens = await doors.refresh(refresh).catch(() => null);
			if (tokens) return this.keep({ ...tokens, user: tokens.user ?? this.user });
		}
		try {
			return this.keep(await doors.login());
		} catch (error) {
			this.remember(error);
			throw error;
		}
	}

	private keep(tokens: Tokens): string {
		const now = this.now();
		const lifeMs = tokens.lifeSeconds === null ? Infinity : tokens.lifeSeconds * 1000;
		// A tenth or five minutes before its end, but never so early that a short life is all renewal.
		const marginMs = Number.isFinite(lifeMs) ? Math.max(lifeMs / 10, Math.min(SOON_MS, lifeMs / 2)) : 0;
		this.held = { ...tokens, madeAt: now, endsAt: now + lifeMs, renewAt: now + lifeMs - marginMs, isDoubtful: false, isProven: false };
		return tokens.access;
	}

	/** What the server would answer the next time too. */
	private remember(error: unknown): void {
		if (!(error instanceof VendorError) || ![400, 401, 403, 422, 423, 429].includes(error.status ?? 0)) return;
		this.refusal = { error, until: this.now() + Math.min(error.retryAfterMs ?? LIMIT_MS, LONGEST_REST_MS) };
	}
}
