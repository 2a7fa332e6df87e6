import type { INodeProperties } from 'n8n-workflow';

import { PHRASES, type Label } from '../../shared/core/sdr/intentLists';
import { TURN_OPERATIONS } from './model';

const LABELS: Record<Label, string> = {
	commercial: 'Commercial Phrases',
	delivery: 'Delivery Phrases',
	human: 'Human Request Phrases',
	injection: 'Injection Phrases',
	lgpd: 'LGPD Phrases',
	optOut: 'Opt-Out Phrases',
	support: 'Support Phrases',
	technical: 'Technical Phrases',
};

const list = (label: Label, displayName: string, initial: string): INodeProperties => ({
	displayName,
	name: label,
	type: 'string',
	typeOptions: { rows: 4 },
	default: initial,
	description: 'Whole words, apart by a line or |, with * for any ending. Case and accents do not matter.',
});

export const lists: INodeProperties[] = [
	{
		displayName: 'Lists',
		name: 'lists',
		type: 'collection',
		placeholder: 'Add list',
		default: {},
		displayOptions: { show: { operation: TURN_OPERATIONS } },
		options: [
			...Object.entries(LABELS).map(([label, displayName]) => list(label as Label, displayName, PHRASES[label as Label])),
			{
				displayName: 'Allowed Link Hosts',
				name: 'allowedHosts',
				type: 'string' as const,
				typeOptions: { rows: 2 },
				default: '',
				placeholder: 'e.g. exemplo.com.br',
				description: 'Hosts that the assistant may link to, one a line, subdomains included; a link to any other is not sent',
			},
			{
				displayName: 'Forbidden Patterns',
				name: 'forbidden',
				type: 'string' as const,
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. concorrente \\w+',
				description:
					'Regular expressions, one a line, over each sentence in lower case without accents: what a reply may not say besides. One that may take for ever is told of and left out.',
			},
		].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	},
];
