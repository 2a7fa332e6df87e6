import type { INodeProperties } from 'n8n-workflow';

import { textOf } from '../shared/core/json/readers';

/** Which pages of other addresses may call the API on its own port and connect to the socket. */
export const originsOption: INodeProperties = {
	displayName: 'Origins That May Connect',
	name: 'origins',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://painel.example.com',
	description:
		'Pages of other addresses whose scripts may call the API on its own port and connect to the socket, with commas between; * is any. Pages of the public URL and programs always may.',
};

/** The origins that the operator named. */
export const originsIn = (value: unknown): string[] =>
	textOf(value)
		.split(/[\s,;]+/)
		.filter(Boolean);
