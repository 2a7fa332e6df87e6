const MASK = '***';

/** A word that names a secret, alone or at the end of a joined one: apitoken, clientsecret, dbpassword; in Portuguese too. Keys of strangers' data follow no
 * structure; whoever meets another word adds it. */
const SECRET_WORD = /(token|password|passwd|passphrase|pwd|senha|secret|segredo|credential|credencial|credenciais)s?$/;
/** "key" and "chave" stand at the end of many harmless words (monkey), so they count alone or after words that are known. */
const KEY_WORD =
	/^((api|access|private|secret|public|auth|encryption|signing|service|license|client|app|master|account|ssh|pix)?keys?|chaves?|pass)$/;

/** Names with "key" in them that hold no secret. */
const HARMLESS = new Set(['step_key', 'stepkey']);

/**
 * Whether a key of somebody's data is named like a secret: token, password, secret, key or credential, in any casing and language mix
 * (onboarding spec: keys in step data).
 */
export function namesSecret(key: string): boolean {
	const plain = key.normalize('NFD').replace(/\p{M}/gu, '');
	if (HARMLESS.has(plain.toLowerCase())) return false;
	const words = plain
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.map((word) => word.replace(/\d+$/, ''));
	return words.some((word) => SECRET_WORD.test(word) || KEY_WORD.test(word));
}

/**
 * A copy of the data in which everything under a key named like a secret is masked, at any depth. What says only whether there is one
 * (true, false, nothing) stays.
 */
export function maskSecrets(data: unknown): unknown {
	if (Array.isArray(data)) return data.map(maskSecrets);
	if (!isObject(data)) return data;
	return mapped(data, (key, value) => (namesSecret(key) ? masked(value) : maskSecrets(value)));
}

/**
 * The same for the data of an onboarding's steps, kept by step: a step may well be called "api-key", so the names of the steps mask
 * nothing but plain values beside them.
 */
export function maskStepData(data: unknown): unknown {
	if (!isObject(data)) return maskSecrets(data);
	return mapped(data, (key, value) => (isObject(value) ? maskSecrets(value) : namesSecret(key) ? masked(value) : maskSecrets(value)));
}

function masked(value: unknown): unknown {
	if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value;
	return MASK;
}

/** Own keys alone, `__proto__` included, as they came. */
function mapped(data: Record<string, unknown>, change: (key: string, value: unknown) => unknown): Record<string, unknown> {
	return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, change(key, value)]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
