import { NodeConnectionTypes, type IDataObject, type IExecuteFunctions, type INodeProperties, type INodeType } from 'n8n-workflow';

import { readTemplate } from '../sandbox/publish';
import { startEngine, type WorkflowJson } from '../setup/engine';
import type { Company } from './shop';

/** What somebody saw of the form. */
export interface PagesShown {
	titles: string[];
	descriptions: string[];
	/** What each page had in its fields when it came. */
	shown: IDataObject[];
	/** The text of the last page. */
	ending: string;
}

const text = (name: string): INodeProperties => ({ displayName: name, name, type: 'string', default: '' });

/** n8n's pages need its server: this one has their fields, keeps what it shows, and is sent with what a test types over it. */
function page(seen: PagesShown, typed: IDataObject[], before: () => Promise<unknown>): INodeType {
	const values = { name: 'values', displayName: 'Values', values: ['fieldLabel', 'fieldType', 'placeholder', 'defaultValue'].map(text) };
	return {
		description: {
			displayName: 'Page',
			name: 'page',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Page' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [
				...['operation', 'completionTitle', 'completionMessage'].map(text),
				{
					displayName: 'Fields',
					name: 'formFields',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					default: {},
					options: [values],
				},
				{
					displayName: 'Options',
					name: 'options',
					type: 'collection',
					default: {},
					options: ['formTitle', 'formDescription', 'buttonLabel'].map(text),
				},
			],
		},
		async execute(this: IExecuteFunctions) {
			const parameter = (name: string) => this.getNodeParameter(name, 0, '') as string;
			if (parameter('operation') === 'completion') {
				seen.titles.push(parameter('completionTitle'));
				seen.ending = parameter('completionMessage');
				return [[]];
			}
			const fields = this.getNodeParameter('formFields.values', 0, []) as Array<{ fieldLabel: string; defaultValue: string }>;
			const shown = Object.fromEntries(fields.map(({ fieldLabel, defaultValue }) => [fieldLabel, defaultValue]));
			const { formTitle, formDescription } = this.getNodeParameter('options', 0, {}) as { formTitle: string; formDescription: string };
			seen.titles.push(formTitle);
			seen.descriptions.push(formDescription);
			seen.shown.push(shown);
			if (seen.shown.length > 1) await before();
			const answers = typed.shift();
			// Whoever does not send the page ends here.
			return answers === undefined ? [[]] : [[{ json: { ...shown, ...answers } }]];
		},
	};
}

/** The template of a company that has a schema of its own, as its operator names it in every node of the database. */
export const ofSchema =
	(schema: string) =>
	({ nodes }: WorkflowJson): void => {
		for (const { type, parameters } of nodes)
			if (/\.(leadStore|health)$/.test(type)) parameters.options = { ...(parameters.options as IDataObject), schema };
	};

/**
 * Fills in the form of `configurar`, page after page.
 * @param first the page with the number
 * @param typed what is changed on each of the pages that follow
 * @param between looks at the database while a page that came back is open
 * @param adjust the template before it is run
 */
export async function fillIn(
	{ credentials }: Pick<Company, 'credentials'>,
	first: IDataObject,
	typed: IDataObject[],
	between: () => Promise<unknown> = async () => undefined,
	adjust: (json: WorkflowJson) => void = () => undefined,
): Promise<PagesShown> {
	const engine = await startEngine();
	const seen: PagesShown = { titles: [], descriptions: [], shown: [], ending: '' };
	engine.addNode('page', page(seen, [...typed], between));
	const json = readTemplate('configurar') as unknown as WorkflowJson;
	for (const node of json.nodes) if (node.type === 'n8n-nodes-base.form') Object.assign(node, { type: 'test.page', typeVersion: 1 });
	adjust(json);
	const run = await engine.run(json, { from: 'Formulário', items: [{ Número: '', ...first }], credentials });
	if (run.error) throw new Error(run.error.message);
	return seen;
}
