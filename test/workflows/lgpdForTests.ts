import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { credentialsFor, runNode } from '../Chatwoot/node';
import { LEAD, sync } from '../PipeRun/syncCaller';
import { everywhere } from '../database/everywhereForTests';
import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { faultQueue } from '../sandbox/faults';
import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { json, startServer } from '../sandbox/server';
import { startEngine, type Credentials, type EngineRun, type WorkflowJson } from '../setup/engine';
import { credentials as database } from '../setup/house';
import { sql } from '../setup/supabase';

/** n8n's public API, so far as executions are deleted by it. */
async function startN8nApi() {
	const executions = new Set<string>(['4711', '9999']);
	const server = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		answer: ({ method, path: at, headers }) => {
			if (headers['x-n8n-api-key'] !== 'KEY') return json(401, { message: 'unauthorized' });
			const id = at.replace('/api/v1/executions/', '');
			if (!executions.has(id)) return json(404, { message: 'Not Found' });
			if (method === 'DELETE') executions.delete(id);
			return json(200, { id });
		},
	});
	return { executions, baseUrl: `${server.url}/api/v1`, stop: server.stop };
}

export interface Desk {
	chatwoot: Chatwoot;
	piperun: PipeRunStandIn;
	executions: Set<string>;
	/** Submits the form; without the page that n8n's server shows. */
	submit: (what: string, given?: IDataObject) => Promise<EngineRun>;
	play: (from: string) => Promise<EngineRun>;
	/** What the form shows in the end. */
	told: (run: EngineRun) => string;
	stop: () => Promise<void>;
}

/** The workflow lgpd with what the operator switches on. */
export async function openDesk({ connected = true, apiKey = true } = {}): Promise<Desk> {
	const [chatwoot, piperun, api] = await Promise.all([startChatwoot(), startPipeRun({ token: 'TOKEN' }), startN8nApi()]);
	const credentials = {
		...database,
		...credentialsFor(chatwoot),
		atendeAquiPipeRunApi: { token: 'TOKEN', baseUrl: piperun.baseUrl },
		...(apiKey && { n8nApi: { apiKey: 'KEY', baseUrl: api.baseUrl } }),
	} as Credentials;
	const play: Desk['play'] = async (from) => await run(from, {});
	const run = async (from: string, item: IDataObject) =>
		await (await startEngine()).run(template(connected), { from, items: [item], credentials });
	return {
		chatwoot,
		piperun,
		executions: api.executions,
		play,
		submit: async (what, given = {}) => await run('Formulário', { 'O que fazer': what, Responsável: 'ana@example.com', ...given }),
		told: ({ items }) => String(items('Resposta')[0]?.text ?? items('Resposta')[0]?.error),
		stop: async () => {
			await Promise.all([chatwoot.stop(), piperun.stop(), api.stop()]);
		},
	};
}

function template(connected: boolean): WorkflowJson {
	const shipped = JSON.parse(readFileSync(path.resolve(__dirname, '../../workflows/lgpd.json'), 'utf8')) as WorkflowJson;
	for (const node of shipped.nodes) {
		if (connected) delete node.disabled;
		// The pages that show an answer belong to n8n's server; what the files hold is read.
		if (node.name === 'Resposta') Object.assign(node, { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} });
		if (node.name === 'Baixar')
			Object.assign(node, {
				type: 'n8n-nodes-base.moveBinaryData',
				typeVersion: 1.1,
				parameters: {
					mode: 'binaryToJson',
					setAllData: false,
					sourceKey: 'html',
					destinationKey: 'html',
					options: { useRawData: true, encoding: 'utf8', keepSource: true },
				},
			});
	}
	const toJson = {
		...shipped.nodes.find(({ name }) => name === 'Baixar')!,
		id: randomUUID(),
		name: 'Ler JSON',
		parameters: {
			mode: 'binaryToJson',
			setAllData: false,
			sourceKey: 'json',
			destinationKey: 'data',
			options: { useRawData: true, encoding: 'utf8', keepSource: true },
		},
	};
	shipped.nodes.push(toJson);
	shipped.connections.Baixar = { main: [[{ node: 'Ler JSON', type: 'main', index: 0 }]] };
	return shipped;
}

/** Somebody who is in every table, in Chatwoot and in PipeRun; and a twin with the same last digits there. */
export async function knownEverywhere({ chatwoot, piperun }: Desk) {
	const person = await everywhere();
	const { channel, phone } = person;
	const mirror = async (of: string, name: string, text: string) => {
		const base = {
			resource: 'conversation',
			operation: 'mirrorMessage',
			inbox: 12,
			phone: of,
			direction: 'incoming',
			messageId: randomUUID(),
			text,
		};
		const run = await runNode(chatwoot, { ...base, options: { name } });
		if (run.error) throw run.error;
	};
	const twin = `5521${phone.slice(4)}`;
	await mirror(phone, 'Zulmira Quaresma', 'quero brigadeirão para a Confeitaria Xangrilá');
	await mirror(twin, 'Gêmeo Outro', 'sou outro');
	const contact = chatwoot.state.contacts.find(({ phone_number: number }) => number === `+${phone}`)!;
	Object.assign(contact, { email: 'zuzu@xangrila.example', additional_attributes: { company_name: 'Confeitaria Xangrilá' } });
	const conversation = chatwoot.state.conversations.find(({ contactInbox }) => contactInbox.contact_id === contact.id)!;
	// Of an account that no credential here is of, nothing could be erased.
	await sql(`delete from chatwoot_links where account <> '7' and phone = $1`, [phone]);
	await sql(`insert into chatwoot_links (channel, account, conversation, phone) values ($1, '7', $2, $3)`, [
		channel,
		conversation.id,
		phone,
	]);

	// Each stand-in counts from the same number: what other tests linked are no leads with this company.
	await sql(`delete from crm_links where phone <> $1`, [phone]);
	const lead = { ...LEAD, phone, name: 'Zulmira Quaresma', company: 'Confeitaria Xangrilá', email: 'zuzu@xangrila.example' };
	const { links } = await sync(piperun, lead);
	const { links: twinLinks } = await sync(piperun, { ...LEAD, phone: twin, name: 'Gêmeo Outro', company: 'Outra Padaria' });
	const id = (name: string) => (links[name] as IDataObject | undefined)?.id ?? null;
	await sql(`update crm_links set person_id = $2, company_id = $3, deal_id = $4, note_id = $5 where phone = $1`, [
		phone,
		...['person', 'company', 'deal', 'note'].map(id),
	]);
	const activity = (title: string, deal: unknown) => piperun.account.add('activities', { status: 0, title, deal_id: deal });
	activity('Ligar para Zulmira', id('deal'));
	activity('Ligar para o Gêmeo', (twinLinks.deal as IDataObject).id);
	await sql(`update session_history set execution_id = '4711' where phone = $1`, [phone]);
	return { ...person, twin, conversation: conversation.id };
}

const COLLECTIONS = ['persons', 'companies', 'deals', 'notes', 'activities'];

/** Everything that the stand-ins hold, as text. */
export const vendors = ({ chatwoot: { state }, piperun }: Desk): string =>
	JSON.stringify([state.contacts, state.contactInboxes, state.conversations, COLLECTIONS.map((name) => piperun.account.all(name))]);
