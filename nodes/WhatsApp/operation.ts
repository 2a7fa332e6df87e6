import type { IDataObject } from 'n8n-workflow';

import type { Source } from '../shared/kit/field';
import type { Outcome } from '../shared/kit/items';
import type { Form } from '../shared/kit/operation';

/** An operation of whichever provider an item is for: its form, and what it does with one item. */
export interface WhatsAppOperation extends Form {
	/** `values`: what the operator gave, by the fields' `at`. */
	run: (call: Source & { values: IDataObject }) => Promise<Outcome>;
}
