import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { NodeJson, WorkflowTemplate } from '../../sandbox/n8nApi';

/** What an operator fills in after importing `workflow.json`. */
export interface StockSettings {
	quietSeconds: number;
	/** Chat completions, as a whole address. */
	modelUrl: string;
	/** Z-API's send-text, as a whole address. */
	sendUrl: string;
	/** Credential id by type: `postgres`, `openAiApi`, `httpHeaderAuth` (Z-API's Client-Token). */
	credentials: Record<'postgres' | 'openAiApi' | 'httpHeaderAuth', string>;
}

export const STOCK_TABLES = readFileSync(path.join(__dirname, 'tables.sql'), 'utf8');
/** Under n8n's address. */
export const STOCK_WEBHOOK = '/webhook/bench-stock';

export const stockTemplate = (): WorkflowTemplate =>
	JSON.parse(readFileSync(path.join(__dirname, 'workflow.json'), 'utf8')) as WorkflowTemplate;

/** The workflow, ready to be published. */
export function stockWorkflow(settings: StockSettings): WorkflowTemplate {
	const template = stockTemplate();
	return { ...template, nodes: template.nodes.map((node) => filledIn(node, settings)) };
}

function filledIn(node: NodeJson, { quietSeconds, modelUrl, sendUrl, credentials }: StockSettings): NodeJson {
	const parameters = node.parameters as Record<string, unknown>;
	const chosen = (type: keyof StockSettings['credentials']) => ({ [type]: { id: credentials[type], name: type } });
	switch (node.type) {
		case 'n8n-nodes-base.wait':
			return { ...node, parameters: { ...parameters, amount: quietSeconds } };
		case 'n8n-nodes-base.postgres':
			return { ...node, credentials: chosen('postgres') };
		case 'n8n-nodes-base.httpRequest':
			return parameters.nodeCredentialType === 'openAiApi'
				? { ...node, parameters: { ...parameters, url: modelUrl }, credentials: chosen('openAiApi') }
				: { ...node, parameters: { ...parameters, url: sendUrl }, credentials: chosen('httpHeaderAuth') };
		default:
			return node;
	}
}
