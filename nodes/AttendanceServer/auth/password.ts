import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** OWASP's password storage cheat sheet, the row for scrypt with the least memory that it still recommends with p = 5 (16 MB a look). */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const BYTES = 32;
/** Larger ones are not hashed: nobody types them, and they would only cost time. */
export const LONGEST_PASSWORD = 200;

/** At least 8 characters, an upper-case letter, a digit and something that is neither letter nor digit. Of letters and digits of all scripts. */
export const isGoodPassword = (password: string): boolean =>
	[...password].length >= 8 &&
	password.length <= LONGEST_PASSWORD &&
	/\p{Lu}/u.test(password) &&
	/\p{Nd}/u.test(password) &&
	/[^\p{L}\p{N}]/u.test(password);

/** What is stored of a password: `scrypt$N$r$p$salt$hash`. The same letters typed on another system are the same password (NFC). */
export async function passwordHash(password: string): Promise<string> {
	const salt = randomBytes(16);
	const hash = await derived(password, salt, COST);
	return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * Whether it is that password. For a hash that is not there it takes as long and says no, so that the time does not tell who has a login.
 * @param stored null for nobody
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
	// Made with the first look at any password, so that this one takes longer for everybody alike.
	const nobodys = await hashOfNobody();
	const [kind, N, r, p, salt, hash] = (stored ?? nobodys).split('$');
	if (kind !== 'scrypt' || hash === undefined) return false;
	const wanted = Buffer.from(hash, 'base64url');
	const typed = password.slice(0, LONGEST_PASSWORD);
	const given = await derived(typed, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
	return stored !== null && typed === password && given.length === wanted.length && timingSafeEqual(given, wanted);
}

let ofNobody: Promise<string> | undefined;
const hashOfNobody = async (): Promise<string> => await (ofNobody ??= passwordHash(randomBytes(16).toString('base64url')));

const derived = async (password: string, salt: Buffer, cost: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>): Promise<Buffer> =>
	await new Promise((resolve, reject) => {
		scrypt(password.normalize('NFC'), salt, BYTES, { ...cost, maxmem: 64 * 1024 * 1024 }, (error, key) =>
			error ? reject(error) : resolve(key),
		);
	});
