import { VendorError } from '../../shared/http/errors';

interface Ensured {
	id: number;
	created: boolean;
}

interface Ways {
	/** The id of the record that is the lead's, the oldest when there are several. */
	find: () => Promise<number | null>;
	create: () => Promise<number>;
	/** Takes away a record that we made a moment ago. */
	remove: (id: number) => Promise<void>;
	/** Told the id as soon as there is one. */
	keep: (id: number, created: boolean) => void;
}

/**
 * One record, never two, in a CRM that has no unique keys: look, create, look again. A creation without an answer may have been done, the
 * second look tells. When two workers create at once, both see both and the younger record goes.
 * @throws the creation's failure when nothing is there afterwards; a lookup that fails is never taken for "not found"
 */
export async function ensure({ find, create, remove, keep }: Ways): Promise<Ensured> {
	const found = await find();
	if (found !== null) {
		keep(found, false);
		return { id: found, created: false };
	}
	const mine = await attempt(create);
	if (mine.id !== null) keep(mine.id, true);
	const oldest = await find();
	if (oldest === null) {
		if (mine.id === null) throw mine.failure;
		return { id: mine.id, created: true };
	}
	if (mine.id === null || mine.id === oldest) {
		keep(oldest, true);
		return { id: oldest, created: true };
	}
	keep(oldest, false);
	await remove(mine.id);
	return { id: oldest, created: false };
}

async function attempt(create: () => Promise<number>): Promise<{ id: number } | { id: null; failure: VendorError }> {
	try {
		return { id: await create() };
	} catch (failure) {
		if (failure instanceof VendorError && failure.mayHaveActed) return { id: null, failure };
		throw failure;
	}
}
