import { request as httpRequest } from 'node:http';

import { TriggerContext } from 'n8n-core';
import type { IDataObject, IExecuteResponsePromiseData, INodeExecutionData, ITriggerResponse, WorkflowActivateMode } from 'n8n-workflow';

import { signatureOf } from '../../sandbox/graphWebhooks';
import { freePort } from '../../sandbox/ports';
import { sandboxSupabase } from '../../setup/supabase';
import { triggerOf, WEBHOOK_ID, type CREDENTIAL } from './hook';

const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();

export interface Published {
	parameters?: IDataObject;
	credential?: Partial<typeof CREDENTIAL>;
	activation?: WorkflowActivateMode;
	supabaseHost?: string;
	/** What the workflow answers to a delivery that starts it. */
	respond?: IExecuteResponsePromiseData;
	port?: number;
}

/** The trigger with a port of its own, as n8n starts it, and what its workflow was started with. */
export async function onPort({
	parameters = {},
	credential = {},
	activation = 'activate',
	supabaseHost = host,
	respond,
	port,
}: Published = {}) {
	const at = port ?? (await freePort());
	const own = { messages: 'store', events: ['received'], ownPort: true, port: at, publicUrl: `http://127.0.0.1:${at}` };
	const given = await triggerOf({ ...own, ...parameters }, credential, { supabaseApi: { host: supabaseHost, serviceRole } });
	const started: IDataObject[][] = [];
	const emit = (data: INodeExecutionData[][], answer?: { resolve: (value: IExecuteResponsePromiseData) => void }) => {
		started.push(data[0].map(({ json }) => json));
		if (respond) answer?.resolve(respond);
	};
	const context = new TriggerContext(given.workflow, given.workflow.getNode('Trigger')!, given.additional(), 'trigger', activation, emit);
	const start = async () => {
		const response = (await given.type.trigger!.call(context)) as ITriggerResponse;
		return async () => await response.closeFunction?.();
	};
	return { given, start, started, port: at, url: `http://127.0.0.1:${at}/webhook/${WEBHOOK_ID}/whatsapp` };
}

/** One delivery that Meta signed, as bytes. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
	const raw = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(raw), ...headers },
		body: raw,
	});
	return { status: response.status, body: (await response.json()) as IDataObject };
}

/** One delivery in pieces, without its length, as some proxies hand it on. */
export async function postInPieces(url: string, pieces: Buffer[], headers: Record<string, string>): Promise<number> {
	return await new Promise((resolve, reject) => {
		const request = httpRequest(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked', ...headers } }, (response) => {
			response.resume();
			resolve(response.statusCode!);
		});
		request.on('error', reject);
		const write = (left: Buffer[]): void => {
			if (left.length === 0) return void request.end();
			request.write(left[0], () => setTimeout(write, 5, left.slice(1)));
		};
		write(pieces);
	});
}
