import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { randomUUID } from 'node:crypto';

import type { ProviderId } from '../sandbox/providers';
import type { Credentials, EngineRun } from '../setup/engine';
import { publish, type Published } from '../setup/published';
import type { CompanyNumber } from './numbers';
import { filledIn, openCompany, type Message, type OpenShop, type Shop, type Template } from './shop';

export const TRIGGER = 'Conversa em silêncio';

export interface BundledShop extends Shop {
	/** What the door of a number, the first one unless told, does with a delivery: stores it, and starts nothing. @throws when it is to come again */
	arrives: (message: Message, number?: CompanyNumber) => Promise<void>;
	published: () => Published;
	/** Unpublishes and publishes. */
	publishAgain: (credentials?: Credentials) => Promise<void>;
}

/** The bundled workflow, for tests that change it or play its pinned data. */
export const bundledWorkflow = (agent: IDataObject = {}, quietSeconds = 1, providers: ProviderId[] = ['zapi']): Template =>
	filledIn('../../workflows/sdr-agent.json', agent, quietSeconds, providers);

/** Longer than a turn whose model and Z-API take their time. */
const RUN_WITHIN_MS = 30_000;

/** The bundled workflow of a company that has a number at this provider alone. */
export const bundledAt =
	(provider: ProviderId): OpenShop =>
	async (agent, quietSeconds) =>
		await openBundledShop(agent, quietSeconds, [provider]);

/** The bundled `sdr-agent`, published in n8n's engine for the company's numbers alone: others use the database beside it. */
export async function openBundledShop(
	agent: IDataObject = {},
	quietSeconds = 0.3,
	providers: ProviderId[] = ['zapi'],
	/** Those that its nodes are told of, where a test has a further one of its own. */
	told = providers,
): Promise<BundledShop> {
	const company = await openCompany(providers);
	const json = bundledWorkflow(agent, quietSeconds, told);
	// With several numbers the workflow answers on all channels: its test has a database of its own.
	const channel = company.numbers.length > 1 ? '' : company.number.channel;
	Object.assign(json.nodes.find(({ name }) => name === TRIGGER)!.parameters, { channel });
	const start = async (credentials: Credentials) => await publish(json, { node: TRIGGER, credentials });
	let given = company.credentials;
	let published = await start(given);

	const publishAgain = async (credentials = company.credentials) => {
		await published.close();
		given = credentials;
		published = await start(credentials);
	};
	const stored = ({ messageId = randomUUID(), ...message }: Message) => ({ ...message, messageId });
	const arrives = async (message: Message, number = company.number) => await number.arrives(stored(message), company.credentials);
	const deliver: Shop['deliver'] = async (message, credentials = company.credentials) => {
		if (credentials !== given) await publishAgain(credentials);
		const { messageId } = stored(message);
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
		deliver,
		edit: async (change) => await company.number.edited(change, company.credentials),
		revoke: async (change) => await company.number.deleted(change, company.credentials),
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
