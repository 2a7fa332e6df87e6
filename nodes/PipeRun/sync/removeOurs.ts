import { VendorError } from '../../shared/http/errors';
import type { Job } from './job';

/** Deletes a record that we made and that turned out to be one too many. What cannot be deleted is told, and stops nothing. */
export async function removeOurs({ send, warnings }: Job, path: string, id: number): Promise<void> {
	try {
		await send({ method: 'DELETE', path: `${path}/${id}`, repeatable: false });
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		if (error.kind !== 'notFound') warnings.add(`${path}/${id} is a duplicate that could not be deleted`);
	}
}
