import type { INodeProperties } from 'n8n-workflow';

import { TEXTS, TWO_COLLECTIONS } from '../fields';
import { productRows, upsellRows } from './products';
import { TURN_OPERATIONS } from './model';
import { before, since } from './versions';

/** What stands by itself in every version. */
const BY_ITSELF = [
	'operation',
	'persona',
	'companyProfile',
	'summaryNotes',
	'summaryPrompt',
	'messagePrompt',
	'messageFacts',
	'messageFallback',
	'audio',
];

/** Options that say something where no turn is answered, too. */
const WITHOUT_A_TURN = ['fallbackModel', 'modelSource', 'timeoutSeconds'];

const byName = (a: INodeProperties, b: INodeProperties): number => a.displayName.localeCompare(b.displayName);
const inside = ({ displayOptions: _, required: __, ...property }: INodeProperties): INodeProperties => property;

/**
 * The form of version 3: what an operator fills in first, and two collections for the rest. Its fields are those of the versions before, at another place.
 * @param released the fields of the versions before, the newest last
 */
export function withCollections(released: INodeProperties[]): INodeProperties[] {
	const newest = (name: string): INodeProperties => released.filter((property) => property.name === name).at(-1)!;
	const optionsOf = (name: string): INodeProperties[] => newest(name).options as INodeProperties[];
	const ofTurns = (property: INodeProperties): INodeProperties =>
		WITHOUT_A_TURN.includes(property.name)
			? property
			: { ...property, displayOptions: { show: { ...property.displayOptions?.show, '/operation': TURN_OPERATIONS } } };

	const texts: INodeProperties = {
		displayName: 'Texts',
		name: 'texts',
		type: 'collection',
		placeholder: 'Add text',
		default: {},
		displayOptions: { show: { operation: TURN_OPERATIONS } },
		hint: 'What you do not add is as it came: instructions and replies in Portuguese that name no trade.',
		options: [
			...[...Object.keys(TEXTS), 'customFields'].map((name) => inside(newest(name))),
			...optionsOf('replies').map((reply) => ({ ...reply, displayName: `Reply: ${reply.displayName}` })),
			upsellRows,
		].sort(byName),
	};
	const options: INodeProperties = {
		...inside(newest('options')),
		displayOptions: { show: { operation: [...TURN_OPERATIONS, 'summarize', 'writeMessage'] } },
		hint: inForce(optionsOf('options')),
		options: [...optionsOf('options'), ...optionsOf('lists'), inside(newest('modelSource')), inside(newest('fallbackModel'))]
			.map(ofTurns)
			.sort(byName),
	};
	const three = [
		{
			...newest('model'),
			displayOptions: {
				show: { operation: newest('model').displayOptions!.show!.operation },
				hide: { '/options.modelSource': ['chatModel'] },
			},
		},
		catalogueFrom(newest('catalogueSource')),
		{ ...productRows, displayOptions: { show: { operation: TURN_OPERATIONS, catalogueSource: ['parameter'] } } },
		{ ...newest('summaryTemplate'), displayOptions: { show: { operation: ['summarize'] } } },
		texts,
		options,
	].map((property) => since(TWO_COLLECTIONS, property as INodeProperties));
	const inVersion = (property: INodeProperties): INodeProperties =>
		BY_ITSELF.includes(property.name) ? property : before(TWO_COLLECTIONS, property);
	const place = (name: string): INodeProperties[] => [
		...released.filter((one) => one.name === name).map(inVersion),
		...three.filter((one) => one.name === name),
	];
	const names = [...new Set([...released.map(({ name }) => name).filter((name) => name !== 'options'), 'texts', 'options'])];
	return names.flatMap(place);
}

/** Since version 3 the company's own catalogue is a choice, where an empty list stood for it before. */
const catalogueFrom = (property: INodeProperties): INodeProperties => ({
	...property,
	default: 'company',
	options: [
		{ name: "Company's Settings", value: 'company', description: 'What the workflow Configurar a empresa stored; it comes with the turn' },
		...(property.options ?? []),
	],
});

/** What holds for numbers and hours that nobody adds, in one line. */
function inForce(options: INodeProperties[]): string {
	const of = (name: string): string => String(options.find((option) => option.name === name)?.default);
	return `What you do not add is as it came: ${of('weekdayHours')} on weekdays, ${of('saturdayHours')} on Saturday, ${of('timeZone')}; replies of ${of('maxLength')} characters and ${of('questionsPerMessage')} question; ${of('timeoutSeconds')} seconds for the model.`;
}
