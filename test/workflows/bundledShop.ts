import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type * as Inbound from '../../nodes/shared/inbound/takeIn';
import { openStore } from '../../nodes/shared/store/store';
import type { Credentials, EngineRun } from '../setup/engine';
import { publish, type Published } from '../setup/published';
import { asRead, changeRead, filledIn, openCompany, type Message, type Shop, type Template } from './shop';

// The engine loads the built package: the trigger that a message wakes is known there.
const { takeIn, takeInChange } = jest.requireActual<typeof Inbound>('../../dist/nodes/shared/inbound/takeIn');

export const TRIGGER = 'Conversa em silêncio';

export interface BundledShop extends Shop {
	/** What the door does with a delivery of Z-API's: stores it, and starts nothing. */
	arrives: (message: Message) => ReturnType<typeof Inbound.takeIn>;
	published: () => Published;
	/** Unpublishes and publishes. */
	publishAgain: (credentials?: Credentials) => Promise<void>;
}

/** The bundled workflow, for tests that change it or play its pinned data. */
export const bundledWorkflow = (agent: IDataObject = {}, quietSeconds = 1): Template =>
	filledIn('../../workflows/sdr-agent.json', agent, quietSeconds);

/** Longer than a turn whose model and Z-API take their time. */
const RUN_WITHIN_MS = 30_000;

/** The bundled `sdr-agent`, published in n8n's engine for the company's number alone: others use the database beside it. */
export async function openBundledShop(agent: IDataObject = {}, quietSeconds = 0.3): Promise<BundledShop> {
	const company = await openCompany();
	const json = bundledWorkflow(agent, quietSeconds);
	const channel = String(company.credentials.atendeAquiZApi.instanceId);
	Object.assign(json.nodes.find(({ name }) => name === TRIGGER)!.parameters, { channel });
	const start = async (credentials: Credentials) => await publish(json, { node: TRIGGER, credentials });
	let given = company.credentials;
	let published = await start(given);

	const publishAgain = async (credentials = company.credentials) => {
		await published.close();
		given = credentials;
		published = await start(credentials);
	};
	const store = async () => await openStore({ getCredentials: async () => company.credentials.supabaseApi });
	const asks = { helpers: {} as never, logger: { warn: () => undefined } as never };
	const arrives = async (message: Message) => await takeIn(asks, await store(), asRead(company, message));
	const change: Shop['change'] = async (payload) => {
		await takeInChange(asks, await store(), changeRead(company, payload).change);
		return null;
	};
	const deliver: Shop['deliver'] = async (message, credentials = company.credentials) => {
		if (credentials !== given) await publishAgain(credentials);
		const { messageId } = asRead(company, message);
		const before = published.runs.length;
		await arrives({ ...message, messageId });
		const deadline = Date.now() + RUN_WITHIN_MS;
		for (;;) {
			const run = published.runs.slice(before).find(isAbout(messageId));
			if (run) return run;
			if (Date.now() > deadline) throw new Error(`No execution about ${JSON.stringify(message.text).slice(0, 100)}`);
			await sleep(10);
		}
	};
	return {
		...company,
		arrives,
		change,
		deliver,
		published: () => published,
		publishAgain,
		stop: async () => {
			await published.close();
			await company.stop();
		},
	};
}

/** Whether an execution is about a message: a customer's in its turn, or what the team typed. */
const isAbout =
	(messageId: string) =>
	(run: EngineRun): boolean =>
		[...run.items(TRIGGER), ...run.items(TRIGGER, 1)].some(({ messages = [], messageId: typed }) =>
			[typed, ...(messages as Array<{ message_id: string }>).map(({ message_id: id }) => id)].includes(messageId),
		);
