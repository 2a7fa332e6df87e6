import { checkSchema } from '../../shared/store/schemaCheck';
import { STORE_CREDENTIAL } from '../../shared/store/store';
import { ok, type Check } from '../finding';

/** Whether the database answers, and has the schema that this package needs. */
export const database: Check = {
	integration: 'supabase',
	credential: STORE_CREDENTIAL,
	look: async ({ store }) => {
		if (!store) return [];
		const { state, message, remedy } = await checkSchema(store.client, store.schema);
		const answers = ok('supabase');
		if (message === null) return [answers, ok('schema')];
		// What is newer than this package goes on working as far as it can.
		const outcome = state === 'newer' ? 'degraded' : 'error';
		return [answers, { integration: 'schema', outcome, reason: `schema_${state}`, message, remedy, fault: 'operator' }];
	},
};
