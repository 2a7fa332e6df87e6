import { NodeHelpers, type INode } from 'n8n-workflow';

import { readTemplate } from '../sandbox/publish';
import { startEngine, type Engine, type WorkflowJson } from '../setup/engine';

/** What a company publishes before its first conversation. */
const PUBLISHED = ['configurar', 'sdr-agent', 'bastidores'];
/** Places to touch from import to the first conversation, besides the fields of the credentials. */
const MOST = 8;

let engine: Engine;
beforeAll(async () => {
	engine = await startEngine();
});

const steps = (name: string): INode[] =>
	(readTemplate(name) as unknown as WorkflowJson).nodes.filter(({ type, disabled }) => !disabled && type !== 'n8n-nodes-base.stickyNote');

/** Fields that n8n's editor marks: empty and required. */
function marked(node: INode): string[] {
	const { description } = engine.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const parameters = NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description) ?? {};
	return Object.keys(NodeHelpers.getNodeParametersIssues(description.properties, { ...node, parameters }, description)?.parameters ?? {});
}

/** Fields that nobody is marked for, and that nothing works without: an empty text where a number or a place is meant. */
const NEEDED = ['to', 'teamPhone', 'persona', 'companyProfile', 'channelId', 'inbox'];
const fromElsewhere = { teamPhone: 'Telefone da equipe', persona: 'Nome do assistente', companyProfile: 'Perfil da empresa' };

it('no field of a node has to be filled in', () => {
	const fields = PUBLISHED.flatMap((name) => steps(name).flatMap((node) => marked(node).map((field) => `${name}/${node.name}/${field}`)));
	expect(fields).toEqual([]);
});

it('what a node leaves empty is a field of the form', () => {
	const empty = PUBLISHED.flatMap(steps).flatMap(({ parameters }) => NEEDED.filter((field) => parameters[field] === ''));
	const form = steps('configurar').find(({ name }) => name === 'A empresa')!;
	const labels = (form.parameters.formFields as { values: Array<{ fieldLabel: string }> }).values.map(({ fieldLabel }) => fieldLabel);
	expect([...new Set(empty)].sort()).toEqual(['companyProfile', 'persona', 'teamPhone']);
	expect(labels).toEqual(expect.arrayContaining(Object.values(fromElsewhere)));
});

it(`there are ${MOST} places at most`, () => {
	const all = PUBLISHED.flatMap((name) => steps(name).flatMap(marked));
	const pages = steps('configurar').filter(
		({ type, parameters }) => /\.formTrigger$/.test(type) || (/\.form$/.test(type) && parameters.operation !== 'completion'),
	);
	const places = {
		// supabase/schema.sql, pasted and run.
		files: 1,
		fields: all.length,
		pages: pages.length,
		// bastidores, as the error workflow of the one that answers.
		choices: 1,
		publishes: PUBLISHED.length,
	};
	expect(places).toEqual({ files: 1, fields: 0, pages: 2, choices: 1, publishes: 3 });
	expect(Object.values(places).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(MOST);
});
