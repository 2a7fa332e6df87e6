import type { INodeProperties } from 'n8n-workflow';

import { agent } from './agent';
import { audio } from './audio';
import { catalogue } from './catalogue';
import { withCollections } from './collections';
import { lists } from './lists';
import { message } from './message';
import { model } from './model';
import { options } from './options';
import { replies } from './replies';
import { summary } from './summary';

/** The form of the node, in the order in which an operator fills it. */
export const properties: INodeProperties[] = withCollections([
	...model,
	...agent,
	...catalogue,
	...summary,
	...message,
	...audio,
	...replies,
	...lists,
	...options,
]);
