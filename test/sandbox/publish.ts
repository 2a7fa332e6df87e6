import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { N8nApi, WorkflowTemplate } from './n8nApi';

const WORKFLOWS = path.resolve(__dirname, '../../workflows');
/** Those that operators have saved from an earlier version. */
const RELEASED = path.resolve(__dirname, '../workflows/released');

/** What hears of the failures of all others. */
const ERROR_WORKFLOW = 'bastidores';

/** Changes a template before it is imported, as an operator does in the editor. */
export type Adjust = (template: WorkflowTemplate, name: string) => WorkflowTemplate;

/**
 * The steps of the templates' own notes: import, choose the credentials and the error workflow, publish.
 * @param credentials id by credential type
 * @param names files of `workflows/`, or of released ones, without .json; the error workflow is taken first wherever it stands, and names without a file are left out
 * @returns ids by name, of those that were published
 * @throws one sentence that names the template when n8n refuses it
 */
export async function publishWorkflows(
	api: N8nApi,
	credentials: Record<string, string>,
	names: string[],
	adjust: Adjust = (template) => template,
): Promise<Record<string, string>> {
	const known = names.filter((name) => existsSync(fileOf(name)));
	const ordered = [...known.filter((name) => name === ERROR_WORKFLOW), ...known.filter((name) => name !== ERROR_WORKFLOW)];
	const ids: Record<string, string> = {};
	for (const name of ordered) {
		const template = adjust(readTemplate(name), name);
		const settings = { ...(template.settings as object), ...(ids[ERROR_WORKFLOW] && { errorWorkflow: ids[ERROR_WORKFLOW] }) };
		try {
			const imported = await api.importWorkflow({ ...template, settings }, credentials);
			await api.publish(imported);
			ids[name] = imported.id;
		} catch (error) {
			throw new Error(`The workflow "${name}" cannot be published: ${(error as Error).message}`);
		}
	}
	return ids;
}

/** Sets parameters of those nodes that have them already. */
export const withParameters =
	(parameters: Record<string, unknown>): Adjust =>
	(template) => ({
		...template,
		nodes: template.nodes.map((node) => {
			const own = (node.parameters ?? {}) as Record<string, unknown>;
			const changed = Object.fromEntries(Object.entries(parameters).filter(([name]) => name in own));
			return { ...node, parameters: { ...own, ...changed } };
		}),
	});

/** Templates whose executions hold a password or a key: nobody has them kept, to look for a fault neither. */
const SECRET = ['configurar', 'handoff-admin', 'handoff-chatwoot', 'lgpd', 'onboarding', 'retencao'];

/** Has n8n keep the executions that went well, as an operator does who looks for a fault; the templates keep none, since customers' words are in them. */
export const keepingExecutions: Adjust = (template, name) =>
	SECRET.includes(name) ? template : { ...template, settings: { ...(template.settings as object), saveDataSuccessExecution: 'all' } };

/** A workflow as it was shipped. */
export const readTemplate = (name: string): WorkflowTemplate => JSON.parse(readFileSync(fileOf(name), 'utf8')) as WorkflowTemplate;

const fileOf = (name: string): string => {
	const released = path.join(RELEASED, `${name}.json`);
	return existsSync(released) ? released : path.join(WORKFLOWS, `${name}.json`);
};
