import type { Step } from '../core/law/step';
import { VendorError, type FailureKind } from '../http/errors';
import type { Call } from './operation';

/** How often a vendor that deletes behind its answer is asked again, and after how long. */
const LOOKS = 4;
const BETWEEN_MS = 1000;

/** Why a vendor did not delete, as the person may read it. */
const REASONS: Partial<Record<FailureKind, string>> = {
	unauthorized: 'o token não tem permissão para apagar',
	rejected: 'o sistema recusou apagar',
	rateLimited: 'o sistema pediu para tentar mais tarde',
};

/**
 * Deletes what is at a path, and looks for it again: only what is not found any more counts as deleted.
 * @param sleep waits so many milliseconds
 */
export async function eraseAt(
	send: Call['send'],
	path: string,
	sleep: (ms: number) => Promise<void>,
): Promise<Pick<Step, 'result' | 'reason'>> {
	let reason: string | undefined;
	try {
		// Not repeated: a second one would find nothing, and whether the first one did it is looked at below.
		await send({ method: 'DELETE', path, repeatable: false });
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		if (error.kind === 'notFound') return { result: 'absent' };
		reason = REASONS[error.kind] ?? 'o sistema não respondeu';
	}
	for (let look = 1; ; look++) {
		const gone = await isGone(send, path);
		if (gone) return { result: 'deleted' };
		if (gone === null || reason !== undefined || look === LOOKS)
			return { result: 'failed', reason: reason ?? (gone === null ? 'o sistema não respondeu' : 'o sistema ainda mostra o registro') };
		await sleep(BETWEEN_MS);
	}
}

/** Whether nothing is at a path any more; null when the vendor does not say. */
async function isGone(send: Call['send'], path: string): Promise<boolean | null> {
	try {
		await send({ method: 'GET', path, repeatable: true });
		return false;
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return error.kind === 'notFound' ? true : null;
	}
}
