import type { IDataObject } from 'n8n-workflow';

import { readTemplate } from '../sandbox/publish';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import type { Company } from './shop';

/** What the chat gets of a turn. */
export interface Shown {
	output: string;
	bubbles: string[];
	reason: string;
	turn_id: string;
	phone: string;
	learnt: string[];
	heard: string[];
	held_back: string[];
	notices: string[];
	model: string;
}

/** The template as an operator fills it in: which company, and what else of its form. */
export function conversar(company: string, form: IDataObject = {}): WorkflowJson {
	const json = readTemplate('conversar') as unknown as WorkflowJson;
	for (const node of json.nodes) {
		if (node.name === 'Conversa de teste') Object.assign(node.parameters, { company, ...form });
		// n8n's own node for chats is no part of the engine; what it gives is.
		if (node.name === 'Chat') Object.assign(node, { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} });
	}
	return json;
}

/** One message of the editor's chat. @returns the execution */
export async function playChat(
	{ credentials }: Pick<Company, 'credentials'>,
	item: IDataObject,
	workflow: WorkflowJson = conversar('bakery'),
): Promise<EngineRun> {
	const { supabaseApi, openAiApi } = credentials;
	const items = [{ action: 'sendMessage', ...item }];
	return await (await startEngine()).run(workflow, { from: 'Chat', items, credentials: { supabaseApi, openAiApi }, mode: 'manual' });
}

/** What the chat shows after a message. */
export async function chat(
	company: Pick<Company, 'credentials'>,
	chatInput: string,
	sessionId: string,
	workflow?: WorkflowJson,
): Promise<Shown> {
	const run = await playChat(company, { chatInput, sessionId }, workflow);
	if (run.error) throw run.error;
	const shown = run.items('Responder no chat');
	expect(shown).toHaveLength(1);
	return shown[0] as unknown as Shown;
}
