import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { NodeHelpers, type INode } from 'n8n-workflow';

import { schemaOfNode } from '../../nodes/shared/store/oneCompany';
import { startEngine, type Engine, type WorkflowJson } from '../setup/engine';

const FOLDER = path.resolve(__dirname, '../../workflows');
const templates = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => ({ file, text: readFileSync(path.join(FOLDER, file), 'utf8') }));
const STICKY = 'n8n-nodes-base.stickyNote';

/**
 * What only the operator knows is left empty and required, so that n8n refuses to publish until it is filled in: a value that looks valid would be published
 * as it is. Disabled steps are asked when they are switched on.
 */
const BLANKS: Record<string, Record<string, string[]>> = {
	'attendance-health.json': { 'Avisar a equipe': ['to'] },
	'campanha.json': { 'Planejar campanha': ['text'] },
	'handoff-chatwoot.json': { 'Espelhar no Chatwoot': ['inbox'] },
	'whatsapp-toolbox.json': { 'Aprovar envio': ['phone'] },
};

/** What runs behind the conversation is three small workflows in one. */
const MOST_STEPS: Record<string, number> = { 'sdr-agent.json': 12, 'bastidores.json': 22, 'lgpd.json': 14 };

/** Whose failed executions hold what an API's body or a form brought: nothing of them is kept. */
const KEEPS_NOTHING = ['lgpd.json', 'onboarding.json', 'retencao.json'];

let engine: Engine;
beforeAll(async () => {
	engine = await startEngine();
});

describe.each(templates)('$file', ({ file, text }) => {
	const workflow = JSON.parse(text) as WorkflowJson & { active?: boolean; id?: string; meta?: Record<string, unknown> };
	const steps = workflow.nodes.filter(({ type }) => type !== STICKY);

	it('has unique names and ids, and connections that end somewhere', () => {
		const names = workflow.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
		for (const [from, outputs] of Object.entries(workflow.connections)) {
			expect(names).toContain(from);
			for (const target of Object.values(outputs).flat(2)) expect(names).toContain(target?.node);
		}
	});

	it('uses node versions, resources, operations and options that exist', () => {
		for (const node of steps.filter(isKnown)) {
			const { description } = typeOf(node);
			const versions = [description.version].flat();
			expect({ node: node.name, known: versions.includes(node.typeVersion) }).toEqual({ node: node.name, known: true });
			const blank = BLANKS[file]?.[node.name] ?? [];
			expect({ node: node.name, blank: Object.keys(issues(node, description.properties) ?? {}).sort() }).toEqual({
				node: node.name,
				blank,
			});
		}
	});

	it('is of one company: its nodes use one schema, that which an operator finds by default', () => {
		const schemas = steps.map(schemaOfNode).filter((schema) => schema !== null);
		expect([...new Set(schemas)]).toEqual(schemas.length > 0 ? ['public'] : []);
	});

	it('refers only to nodes that are there', () => {
		const known = workflow.nodes.map(({ name }) => name);
		for (const [, name] of text.matchAll(/\$\('([^']+)'\)/g)) expect(known).toContain(name);
	});

	it('carries no Code node, secret, credential or identity of an installation', () => {
		expect(steps.filter(({ type }) => /\.code$|\.function/i.test(type))).toEqual([]);
		expect(workflow.nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(text).not.toMatch(/"(instanceId|webhookId|versionId)"|sk-[A-Za-z0-9]{8}|eyJ[A-Za-z0-9]/);
		expect(workflow).not.toHaveProperty('active');
		expect(workflow).not.toHaveProperty('id');
		expect(workflow.meta?.templateCredsSetupCompleted).not.toBe(true);
	});

	it('explains itself in Portuguese, and stays small', () => {
		const notes = workflow.nodes.filter(({ type }) => type === STICKY).map(({ parameters }) => String(parameters.content));
		expect(notes.join('\n')).toMatch(/n8n-nodes-atendeaqui[\s\S]*credencia/i);
		expect(steps.length).toBeLessThanOrEqual(MOST_STEPS[file] ?? 17);
	});

	it('has notes whose text nothing covers and nothing cuts off', () => {
		for (const note of workflow.nodes.filter(({ type }) => type === STICKY)) {
			const { content, width = 240, height = 160 } = note.parameters as { content: string; width?: number; height?: number };
			const [x, y] = note.position;
			const under = steps.filter(({ position: [a, b] }) => a >= x - 100 && a < x + width && b >= y - 100 && b < y + height);
			const room = Math.min(height, ...under.map(({ position }) => position[1] - y));
			expect({ note: note.name, room, fits: room >= heightOf(content, width) }).toEqual({ note: note.name, room, fits: true });
		}
	});

	it('has steps that stand wholly in their note, with their names', () => {
		const notes = workflow.nodes.filter(({ type }) => type === STICKY);
		for (const { name, position, disabled } of steps) {
			const [a, b] = position;
			const inside = notes.filter(
				({ position: [x, y], parameters: { width = 240, height = 160 } }) =>
					a >= x && a < x + Number(width) && b >= y && b < y + Number(height),
			);
			const below = b + NODE + LINE * (Math.ceil(name.length / LETTERS) + (disabled ? 1 : 0)) + SUBTITLE;
			for (const {
				name: note,
				position: [, y],
				parameters,
			} of inside)
				expect({ note, name, over: Math.max(0, below - y - Number(parameters.height ?? 160)) }).toEqual({ note, name, over: 0 });
		}
	});

	it('pins fictional data for its trigger', () => {
		// A schedule brings no data, a sub-workflow's comes from its caller; a chat's words are typed there, and pinned ones would be played in their place.
		const triggers = steps.filter(({ type }) => /trigger$/i.test(type) && !/\.(schedule|executeWorkflow|chat)Trigger$/.test(type));
		for (const { name } of triggers) expect(workflow.pinData).toHaveProperty([name]);
		for (const [, digits] of text.matchAll(/\b55(\d{10,11})\b/g)) expect(digits).toMatch(/^\d{2}9?0000/);
	});

	it('has n8n keep no execution that went well, since what people wrote is in it; one that failed is kept where no password or key is', () => {
		const { saveDataSuccessExecution, saveDataErrorExecution = 'all' } = workflow.settings ?? {};
		expect([saveDataSuccessExecution, saveDataErrorExecution]).toEqual(['none', KEEPS_NOTHING.includes(file) ? 'none' : 'all']);
	});

	it('keeps to what n8n 3 still knows', () => {
		expect(text).not.toMatch(/\$getPairedItem|n8n-nodes-base\.aiTransform/);
		for (const node of steps) expect(node).not.toHaveProperty('alwaysOutputData', true);
		expect(workflow.settings).toMatchObject({ executionOrder: 'v1', callerPolicy: 'workflowsFromSameOwner' });
	});
});

/** A node as n8n's editor draws it, pixels: its box, a line of its name, and what it does; so many letters of a name stand in one line. */
const [NODE, LINE, SUBTITLE, LETTERS] = [96, 24, 28, 22];

/** What a note's text takes, pixels, as n8n's editor draws it: 20 a line of 14 pixels, headings larger; a letter is about half as wide as it is high. */
function heightOf(content: string, width: number): number {
	const lines = content.replace(/[*`]/g, '').split('\n');
	const heights = lines.map((line) => {
		const [size, step, after] = line.startsWith('## ') ? [20, 28, 6] : line.startsWith('### ') ? [17, 24, 6] : [14, 20, 2];
		const words = line.replace(/^#+ /, '');
		return words.trim() === '' ? 8 : step * Math.ceil(words.length / ((width - 32) / (size * 0.52))) + after;
	});
	return 24 + heights.reduce((sum, height) => sum + height, 0);
}

/** n8n's nodes for models and agents are no part of these tests: real n8n has them, and imports and runs their workflow there. */
const isKnown = ({ type }: INode): boolean => !type.startsWith('@n8n/n8n-nodes-langchain.');

/** The type of a step; n8n makes those of an agent's tools and of their review out of the node's own. */
const typeOf = ({ type, typeVersion }: INode) => engine.nodeTypes.getByNameAndVersion(type.replace(/(Hitl)?Tool$/, ''), typeVersion);

/** What n8n's editor would mark on the node, credentials aside: they are filled in by the operator. */
function issues(node: INode, properties: Parameters<typeof NodeHelpers.getNodeParameters>[0]) {
	const { description } = typeOf(node);
	const parameters = NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description);
	const given = { ...node, parameters: parameters ?? {} };
	return NodeHelpers.getNodeParametersIssues(properties, given, description)?.parameters;
}
