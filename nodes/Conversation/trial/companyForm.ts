import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { EXAMPLES, type ExampleCompany } from '../../shared/core/sdr/examples';

/** The company of a trial, for the fields of the SDR Agent. */
export type TrialCompany = Pick<ExampleCompany, 'persona' | 'profile' | 'phrases'> & { catalogue: unknown };

const examples = Object.entries<ExampleCompany>(EXAMPLES).map(([value, { label }]): INodePropertyOptions => ({ name: label, value }));
const ofOwn = { show: { company: ['own'] } };

/** Whose agent is tried out: one field, and those of the own company. */
export const companyForm: INodeProperties[] = [
	{
		displayName: 'Company',
		name: 'company',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'As the SDR Agent Says',
				value: 'agent',
				description: 'The agent has fields of its own, e.g. copied from the published workflow',
			},
			...examples,
			{ name: 'My Company', value: 'own', description: 'The fields below' },
		],
		default: 'own',
		description:
			'Who the agent works for in this chat; its fields take it from the item. With another company another conversation begins.',
	},
	{
		displayName: 'Persona Name',
		name: 'persona',
		type: 'string',
		default: '',
		placeholder: 'e.g. Bia',
		displayOptions: ofOwn,
		description: "How the assistant introduces itself; empty is as the company's settings say",
	},
	{
		displayName: 'Company Profile',
		name: 'companyProfile',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		placeholder: 'e.g. Padaria Exemplo, em Chapecó/SC. Pães, bolos e salgados por encomenda.',
		displayOptions: ofOwn,
		description: "What the assistant may say about the company and its products, without prices; empty is as the company's settings say",
	},
	{
		displayName: 'Catalogue',
		name: 'catalogue',
		type: 'json',
		typeOptions: { rows: 6 },
		default: '[]',
		placeholder: 'e.g. [{"name": "Bolo de cenoura", "category": "bolo", "keywords": ["cenoura"], "facts": ["serve 20 pessoas"]}]',
		displayOptions: ofOwn,
		description: 'Each product or service has "name", "category", "keywords" and "facts", without prices',
	},
	{
		displayName: 'Example Phrases',
		name: 'examplePhrases',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		displayOptions: ofOwn,
		description: 'How your team speaks, one phrase a line',
	},
];

/** The chosen company; null where the agent's own fields tell it. */
export function companyOf(context: IExecuteFunctions, itemIndex: number): { key: string; company: TrialCompany | null } {
	const parameter = <T>(name: string): T => context.getNodeParameter(name, itemIndex) as T;
	const key = parameter<string>('company');
	if (Object.hasOwn(EXAMPLES, key)) {
		const { persona, profile, phrases, catalogue } = EXAMPLES[key as keyof typeof EXAMPLES];
		return { key, company: { persona, profile, phrases, catalogue } };
	}
	if (key !== 'own') return { key, company: null };
	const company = {
		persona: parameter<string>('persona'),
		profile: parameter<string>('companyProfile'),
		phrases: parameter<string>('examplePhrases'),
		catalogue: parameter('catalogue'),
	};
	return { key, company };
}
