import { TriggerContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INode, ITriggerResponse, WorkflowActivateMode } from 'n8n-workflow';

import { eventsOf, type StreamEvent } from '../../nodes/ControlApi/page/client/stream';
import { freePort } from '../sandbox/ports';
import { startEngine } from '../setup/engine';
import { withSlack } from './calls';

const WEBHOOK_ID = '7d1c2a52-0000-4000-8000-000000000004';

export interface Publishing {
	activation?: WorkflowActivateMode;
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	/** Of the node: two workflows on one port differ in it. */
	webhookId?: string;
}

export const authorized = (key: string, body?: IDataObject): RequestInit => ({
	headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
	...(body && { body: JSON.stringify(body) }),
});

/** The control API published on ports of its own; `end` takes all of one test away. */
export function controlApiPorts() {
	const close: Array<() => Promise<unknown>> = [];
	const end = async () => void (await Promise.all(close.splice(0).map(async (one) => await one())));

	async function publish(
		given: IDataObject = {},
		{ activation = 'activate', credentials = withSlack, webhookId = WEBHOOK_ID }: Publishing = {},
	) {
		const engine = await startEngine();
		const port = Number(given.port ?? (await freePort()));
		const node = {
			id: '1',
			name: 'Trigger',
			type: 'n8n-nodes-atendeaqui.controlApiTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId,
			parameters: { ownPort: true, port, publicUrl: `http://127.0.0.1:${port}`, ...given },
		} as unknown as INode;
		const json = { name: 'w', nodes: [node], connections: {} };
		const workflow = engine.workflow(json, credentials as never);
		const events: IDataObject[] = [];
		const additional = engine.additionalData(json, credentials as never);
		const context = new TriggerContext(workflow, workflow.getNode('Trigger')!, additional, 'trigger', activation, (data) =>
			events.push(...data[0].map((item) => item.json)),
		);
		const type = engine.nodeTypes.getByNameAndVersion(node.type, 1);
		const response = (await type.trigger!.call(context)) as ITriggerResponse;
		const unpublish = async () => await response.closeFunction?.();
		close.push(unpublish);
		const base = `http://127.0.0.1:${port}/atendimento/${webhookId}`;
		const call = async (route: string, init: RequestInit = {}) => {
			const [method, path] = route.split(' ');
			const answer = await fetch(`${base}${path}`, { method, ...init });
			const text = await answer.text();
			const isJson = answer.headers.get('content-type')?.includes('json') === true;
			return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as IDataObject & string };
		};
		const listen = async (key: string) => {
			const heard = await listenAt(`${base}/events`, key);
			close.push(async () => await Promise.resolve(heard.cut()));
			return heard;
		};
		return { call, events, port, unpublish, listen };
	}
	return { publish, end };
}

/** An open page, as far as what it hears. */
async function listenAt(url: string, key: string) {
	const cutting = new AbortController();
	const { status, headers, body } = await fetch(url, { headers: { authorization: `Bearer ${key}` }, signal: cutting.signal });
	const heard = { status, headers, events: [] as StreamEvent[], text: '', ended: false, cut: () => cutting.abort() };
	const read = async () => {
		const take = eventsOf();
		const decoder = new TextDecoder();
		for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
			const text = decoder.decode(piece, { stream: true });
			heard.text += text;
			heard.events.push(...take(text));
		}
	};
	void read()
		.catch(() => undefined)
		.finally(() => (heard.ended = true));
	return heard;
}
export type Heard = Awaited<ReturnType<typeof listenAt>>;

/** The conversations that a listener was told of, in order, by phone and channel. */
export const toldOf = ({ events }: Heard, { phone, channel }: { phone: string; channel: string }): IDataObject[] =>
	events
		.flatMap(({ data }) => (data as { sessions?: IDataObject[] }).sessions ?? [])
		.filter((session) => session.phone === phone && session.channel === channel);
