import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { textOf } from '../operation';

export const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'string',
	default: '',
	description:
		"Your number that writes, for Z-API its instance ID. Empty takes that of the person's newest conversation, else of the newest one of all.",
};

export const channelOf = (context: IExecuteFunctions, itemIndex: number): string | null => textOf(context, itemIndex, 'channel') || null;
