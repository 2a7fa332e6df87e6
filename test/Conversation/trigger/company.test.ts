import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { takeIn } from '../../../nodes/shared/inbound/takeIn';
import { openStore } from '../../../nodes/shared/store/store';
import type { CleanMessage } from '../../../nodes/shared/core/message/message';
import type { WorkflowJson } from '../../setup/engine';
import { credentials, message, newPlace, noticesOf, type Place } from '../../setup/house';
import { publish, type Published } from '../../setup/published';
import { closeSql, sql } from '../../setup/supabase';

let place: Place;
let published: Published | undefined;
beforeEach(() => {
	place = newPlace();
	published = undefined;
});
afterEach(async () => await published?.close());
afterAll(closeSql);

const AGENT = { persona: 'Lia', companyProfile: 'Padaria Trigo Bom.' };
/** Of this test's trigger: a process remembers what one was last published with. */
let id: string;
beforeEach(() => {
	id = randomUUID();
});
const workflow = (trigger: IDataObject, agent: IDataObject): WorkflowJson => ({
	name: 'w',
	nodes: [
		{
			id,
			name: 'Trigger',
			type: 'n8n-nodes-atendeaqui.conversationTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { channel: place.channel, ...trigger } as never,
		},
		{
			id: randomUUID(),
			name: 'Agente SDR',
			type: 'n8n-nodes-atendeaqui.sdrAgent',
			typeVersion: 2,
			position: [200, 0],
			parameters: agent as never,
		},
	],
	connections: { Trigger: { main: [[{ node: 'Agente SDR', type: 'main', index: 0 }], []] } },
});
const start = async (trigger: IDataObject = {}, agent: IDataObject = AGENT, activation: 'activate' | 'update' = 'activate') =>
	(published = await publish(workflow(trigger, agent), { node: 'Trigger', credentials, activation, play: async () => 'success' }));
const arrives = async (text: string) => {
	const store = await openStore({ getCredentials: async () => credentials.supabaseApi });
	const logger = { warn: () => undefined, error: () => undefined, info: () => undefined, debug: () => undefined } as never;
	await takeIn({ helpers: {} as never, logger }, store, message(place, { text }) as unknown as CleanMessage);
	return Date.now();
};
const answeredAfter = async (since: number) => {
	const deadline = since + 20_000;
	while (published!.emissions.length === 0) {
		if (Date.now() > deadline) throw new Error('Nobody answered');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return (Date.now() - since) / 1000;
};
const told = async (settings: IDataObject) =>
	await sql(`select save_company($1, $2, null, 'test')`, [place.channel, JSON.stringify(settings)]);
const due = async () =>
	await sql<{ problem: string }>(
		`select payload ->> 'error' as problem from outbox where channel = $1 and payload ->> 'kind' = 'integration_down'`,
		[place.channel],
	);

describe('the quiet period', () => {
	it.each([
		// A busy machine adds seconds: told apart are they and the six seconds of nobody.
		['the company', {}, { quiet_seconds: 1 }, 1, 6],
		['the node', { quietSeconds: 1 }, {}, 1, 6],
		['both: the node', { quietSeconds: 3 }, { quiet_seconds: 0 }, 3, 6],
		['neither: six seconds', {}, {}, 6, 25],
	])(
		'%s',
		async (_, trigger, company, from, until) => {
			await told(company);
			await start(trigger);
			const took = await answeredAfter(await arrives('Oi'));
			expect(took).toBeGreaterThan(from - 0.2);
			expect(took).toBeLessThan(until);
		},
		30_000,
	);
});

describe('an agent without a name', () => {
	it.each([
		['neither', {}, {}, 'Persona Name'],
		['no profile', { persona: 'Bia' }, { persona: 'Lia' }, 'Company Profile'],
	])('%s: is refused at the first publishing, in one sentence', async (_, agent, company, field) => {
		await told(company);
		await expect(start({}, agent)).rejects.toThrow(`The field "${field}" is empty, and the company's settings have none either`);
	});

	it.each([
		['the node tells it', AGENT, {}],
		['the company tells it', {}, { persona: 'Lia', profile: 'Padaria' }],
		['an expression tells it', { persona: '={{ $json.a }}', companyProfile: '={{ $json.b }}' }, {}],
	])('%s: is published', async (_, agent, company) => {
		await told(company);
		await expect(start({}, agent)).resolves.toBeDefined();
	});

	it('is taken off line by nothing: what was published goes on', async () => {
		await expect(start({}, {}, 'update')).resolves.toBeDefined();
	});
});

describe('a field that cannot be used', () => {
	const BROKEN: Array<[string, IDataObject, IDataObject, string]> = [
		['a catalogue that is no JSON', {}, { ...AGENT, catalogue: '[{"name"' }, 'Catalogue'],
		['an unknown value', {}, { ...AGENT, catalogueSource: 'spreadsheet' }, 'Catalogue From'],
		['hours that are none', {}, { ...AGENT, options: { weekdayHours: '8-12' } }, 'time range'],
		['a quiet period that is an expression which throws', { quietSeconds: '={{ $("Nobody").first().json.x }}' }, AGENT, 'Trigger'],
		['a quiet period that is no number', { quietSeconds: '={{ "soon" }}' }, AGENT, 'Quiet Period'],
	];
	it.each(BROKEN)(
		'%s: is published, told once, and told again when it is over',
		async (_, trigger, agent, problem) => {
			// What is looked at here does not need the six seconds of a company that told none.
			await told({ quiet_seconds: 0 });
			await start(trigger, agent);
			await published!.close();
			await start(trigger, agent, 'update');
			expect(await due()).toEqual([{ problem: expect.stringContaining(problem) as string }]);
			await arrives('Oi');
			await answeredAfter(Date.now());
			await published!.close();
			// Somebody read it.
			await sql(`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice'`, [place.channel]);
			await start({}, AGENT, 'update');
			expect(await noticesOf(place)).toEqual(['integration_down', 'integration_up']);
		},
		40_000,
	);

	it('of a node that is switched off is nobody’s matter', async () => {
		const json = workflow({}, { ...AGENT, catalogue: '[' });
		json.nodes[1].disabled = true;
		published = await publish(json, { node: 'Trigger', credentials, play: async () => 'success' });
		expect(await due()).toEqual([]);
	});

	it('that would tell whose conversations these are takes nobody else’s', async () => {
		await expect(start({ options: { schema: 'Not A Schema' } })).rejects.toThrow('Schema');
	});
});
