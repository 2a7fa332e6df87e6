import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { openAgent, type Agent } from './agent';
import { FIRST_CONTACT_FALLBACK } from '../../nodes/SdrAgent/prompts';
import { startEngine, type WorkflowJson } from '../setup/engine';

let agent: Agent;
beforeAll(async () => {
	agent = await openAgent();
});
afterAll(async () => await agent.stop());
beforeEach(() => {
	agent.model.respondWith(null);
	agent.model.requests.length = 0;
});

const FORM = {
	persona: 'Lia',
	companyProfile: 'Padaria Trigo Bom.',
	catalogue: '[{"name": "Bolo de cenoura", "category": "bolo", "facts": ["serve 20 pessoas"]}]',
};
const claimed = (channel: string, text = 'tem bolo de cenoura?') => ({
	turn_id: randomUUID(),
	lease_token: randomUUID(),
	channel,
	text,
	is_first_contact: true,
});
const play = async (item: IDataObject, parameters: IDataObject, settings: object = { typeVersion: 2 }) =>
	await agent.run([item], { ...FORM, ...parameters }, settings);
const one = async (item: IDataObject, parameters: IDataObject) => {
	const run = await play(item, parameters);
	if (run.error) throw run.error;
	return run.items('Agent')[0] as IDataObject & { findings: IDataObject };
};
const asked = () => JSON.stringify(agent.model.requests);

/** Broken, and what of it the team is told. */
const BROKEN: Array<[string, IDataObject, string]> = [
	['a catalogue that is no JSON', { catalogue: '[{"name": "Bolo"' }, 'The field "Catalogue" cannot be used'],
	['an expression that throws', { companyProfile: '={{ $("Nobody").first().json.profile }}' }, 'Agent'],
	['hours that are none', { options: { weekdayHours: '8-12' } }, '"8-12" is not a time range'],
	['a prompt with an unknown place', { systemPrompt: 'Você é {pessoa}' }, 'System Prompt'],
	['an upsell rule without its end', { upsellRules: '[{"from": "a"}]' }, 'Upsell Rules'],
];

describe.each(BROKEN)('%s', (_, broken, told) => {
	it('answers as the turn before, and tells', async () => {
		const channel = randomUUID();
		expect((await one(claimed(channel), {})).findings.setup).toEqual({ problem: null });
		agent.model.requests.length = 0;
		const turn = await one(claimed(channel), broken);
		expect(turn.findings.setup).toEqual({ problem: expect.stringContaining(told) as string });
		expect(turn.setup_problem).toContain('Agent');
		expect(asked()).toContain('serve 20 pessoas');
		expect(turn.fallback_reason).toBeNull();
		expect((await one(claimed(channel), {})).findings.setup).toEqual({ problem: null });
	});

	it('says the prepared words where nothing is known of a turn before, and says nothing of the model', async () => {
		const turn = await one(claimed(randomUUID(), 'Oi'), broken);
		expect(turn.reply).toBe(FIRST_CONTACT_FALLBACK);
		expect(turn.model).toBeNull();
		expect(turn.findings).toMatchObject({ model: null, setup: { problem: expect.stringContaining(told) as string } });
		expect(agent.model.requests).toEqual([]);
	});
});

it('hears an opt-out all the same', async () => {
	const turn = await one(claimed(randomUUID(), 'parem de me mandar mensagem'), { catalogue: '[' });
	expect(turn.findings.opt_out).toMatchObject({ words: 'parem de me mandar mensagem' });
});

it('what another number was last answered with is none of this one', async () => {
	const [mine, theirs] = [randomUUID(), randomUUID()];
	await one(claimed(theirs), { companyProfile: 'Oficina do Zé.' });
	await one(claimed(mine), {});
	agent.model.requests.length = 0;
	await one(claimed(mine), { catalogue: '[' });
	expect([asked().includes('Padaria'), asked().includes('Oficina')]).toEqual([true, false]);
});

describe('is told by the error itself', () => {
	it.each([
		['where nobody waits', { text: 'Oi' }],
		['in a trial', claimed('teste:conversar', 'Oi')],
	])('%s', async (_, item) => {
		expect((await play(item, { catalogue: '[' })).error?.message).toContain('The field "Catalogue" cannot be used');
	});

	it('in version 1', async () => {
		expect((await play(claimed(randomUUID()), { catalogue: '[' }, {})).error?.message).toContain('"Catalogue"');
	});

	it('to who executes it in the editor', async () => {
		const node = {
			id: '2',
			name: 'Agent',
			type: 'n8n-nodes-atendeaqui.sdrAgent',
			typeVersion: 2,
			position: [200, 0],
			parameters: { ...FORM, catalogue: '[' },
		};
		const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
		const json = { name: 'w', nodes: [start, node], connections: { Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] } } };
		const credentials = { openAiApi: { apiKey: 'sk-sandbox-000000000000', url: agent.model.baseUrl } };
		const run = await (
			await startEngine()
		).run(json as unknown as WorkflowJson, { from: 'Start', items: [claimed(randomUUID())], credentials, mode: 'manual' });
		expect(run.error?.message).toContain('"Catalogue"');
	});
});
