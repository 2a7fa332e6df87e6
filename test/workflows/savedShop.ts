import type { IDataObject } from 'n8n-workflow';

import { startEngine, type EngineRun } from '../setup/engine';
import { receivedRevoke } from '../sandbox/zapiContents';
import { receivedText, type ReceivedCallback } from '../sandbox/zapiPayloads';
import { asRead, filledIn, openCompany, type Company, type Shop, type Template } from './shop';
import { changeOf } from './zapiNumber';

export interface SavedShop extends Shop {
	/** One tick of the schedule. */
	sweep: () => Promise<EngineRun>;
}

/** The `sdr-agent` that 0.2.0 came with, as operators have it saved: an execution for each message, which waits, and a sweep for what is left behind. */
const savedWorkflow = (agent: IDataObject, quietSeconds: number): Template =>
	filledIn('released/sdr-agent-0.2.0.json', agent, quietSeconds);

export async function openSavedShop(agent: IDataObject = {}, quietSeconds = 1): Promise<SavedShop> {
	return await withSavedWorkflow(await openCompany(), agent, quietSeconds);
}

/** A company that has the saved workflow published, whatever else it has. */
export async function withSavedWorkflow(company: Company, agent: IDataObject = {}, quietSeconds = 1): Promise<SavedShop> {
	const engine = await startEngine();
	const workflow = () => savedWorkflow(agent, quietSeconds);
	const change = async (payload: ReceivedCallback) => {
		const { event, change: of } = changeOf(company.number.channel, payload);
		const items = [{ ...event, change: of } as unknown as IDataObject];
		await engine.run(workflow(), { from: 'Mensagem no WhatsApp', items, credentials: company.credentials });
	};
	return {
		...company,
		deliver: async (message, credentials = company.credentials) => {
			const items = [asRead(company, message) as unknown as IDataObject];
			return await engine.run(workflow(), { from: 'Mensagem no WhatsApp', items, credentials });
		},
		edit: async ({ text = '', ...of }) => await change(receivedText({ ...of, text, isEdit: true })),
		revoke: async ({ phone, messageId }) => await change(receivedRevoke({ phone, messageId })),
		sweep: async () => await engine.run(workflow(), { from: 'A cada minuto', items: [{}], credentials: company.credentials }),
	};
}
