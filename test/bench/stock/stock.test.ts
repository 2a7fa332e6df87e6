import { stockTemplate, stockWorkflow } from './stock';

const TEMPLATE = stockTemplate();
const WORKFLOW = stockWorkflow({
	quietSeconds: 3,
	modelUrl: 'http://127.0.0.1:1/v1/chat/completions',
	sendUrl: 'http://127.0.0.1:2/send-text',
	credentials: { postgres: 'a', openAiApi: 'b', httpHeaderAuth: 'c' },
});
const ofType = (type: string) => WORKFLOW.nodes.filter((node) => node.type === `n8n-nodes-base.${type}`);

describe('the pipeline that the bench compares with', () => {
	it("has n8n's own nodes only, and each has its part in the one way from message to reply", () => {
		expect(TEMPLATE.nodes.filter(({ type }) => !type.startsWith('n8n-nodes-base.'))).toEqual([]);
		const next = TEMPLATE.connections as Record<string, { main: Array<Array<{ node: string }>> }>;
		const way = ['WhatsApp message'];
		for (let at = next[way[0]]; at; at = next[way.at(-1)!]) way.push(at.main[0][0].node);
		expect(way).toEqual(TEMPLATE.nodes.slice(1).map(({ name }) => name));
	});

	it('waits as long as it is told, and speaks to the stand-ins alone', () => {
		expect(ofType('wait').map(({ parameters }) => parameters)).toEqual([{ resume: 'timeInterval', amount: 3, unit: 'seconds' }]);
		expect(JSON.stringify(WORKFLOW)).not.toContain('https://');
		expect(ofType('httpRequest').map(({ credentials }) => credentials)).toEqual([
			{ openAiApi: { id: 'b', name: 'openAiApi' } },
			{ httpHeaderAuth: { id: 'c', name: 'httpHeaderAuth' } },
		]);
		expect(ofType('postgres').map(({ credentials }) => credentials?.postgres.id)).toEqual(['a', 'a', 'a', 'a', 'a']);
	});

	it('spares n8n the isolate of its webhook, as only a Webhook node without expressions does', () => {
		const [webhook] = ofType('webhook');
		expect(webhook.typeVersion).toBeGreaterThan(1);
		expect(JSON.stringify(webhook.parameters)).not.toContain('"=');
	});
});
