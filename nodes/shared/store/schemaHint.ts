import type { IExecuteFunctions } from 'n8n-workflow';

import { knownSchema } from './schemaCheck';
import type { Store } from './store';

/** Shows beside what a node gave that its database has another schema than the package needs, once that is known; n8n before 1.94 shows nothing. */
export async function hintOfSchema(context: IExecuteFunctions, store: Promise<Store> | undefined): Promise<void> {
	const opened = await store?.catch(() => null);
	const check = opened && knownSchema(opened.client);
	if (!check?.message) return;
	context.addExecutionHints?.({ message: `${check.message}. ${check.remedy}`, type: 'warning', location: 'outputPane' });
}
