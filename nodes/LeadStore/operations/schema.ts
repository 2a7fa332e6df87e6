import type { IDataObject } from 'n8n-workflow';

import { checkSchema } from '../../shared/store/schemaCheck';
import type { StoreOperations } from '../operation';

export const schema: StoreOperations = {
	check: {
		name: 'Check',
		action: 'Check the schema',
		description: "Read which version of this package's schema the database has, and whether it is the one that these nodes need",
		properties: [],
		run: async (_, store) => ({ json: { schema: store.schema, ...(await checkSchema(store.client, store.schema)) } as IDataObject }),
	},
};
