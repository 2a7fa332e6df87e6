import type { IDataObject } from 'n8n-workflow';

import type { Graph } from '../sandbox/graph';
import { startModel, type Model } from '../sandbox/model';
import type { Credentials } from '../setup/engine';
import { runNode } from '../setup/oneNode';
import { credentialOf, openGraph, SECRETS } from '../WhatsAppCloud/bench';

/** Audio that its provider gives to the owner of the number alone, by an id. */
const KEY = 'sk-sandbox-000000000000';
let graph: Graph;
let model: Model;
beforeEach(async () => {
	[graph, model] = await Promise.all([openGraph(), startModel({ apiKey: KEY })]);
});
afterEach(async () => await Promise.all([graph.stop(), model.stop()]));

const cloud = (changes: IDataObject = {}) => ({ atendeAquiWhatsAppCloudApi: credentialOf(graph, changes) });
const media = (content = 'OggS…') => {
	const { id, sha256 } = graph.state.store('audio/ogg', Buffer.from(content, 'latin1'));
	return { id, sha256, url: 'https://lookaside.fbsbx.com/voice', mimeType: 'audio/ogg; codecs=opus', fileName: null, seconds: null };
};

async function transcribe(given: IDataObject, own: object, audio: IDataObject = {}): Promise<IDataObject> {
	const run = await runNode({
		type: 'sdrAgent',
		parameters: { operation: 'transcribe', audio },
		items: [{ provider: 'whatsapp_cloud', kind: 'audio', text: '', media: given }],
		credentials: { openAiApi: { apiKey: KEY, url: model.baseUrl }, ...own } as Credentials,
	});
	if (run.error) throw run.error;
	return run.items('Node')[0];
}

it('is fetched with the credential, whatever its address, and heard', async () => {
	expect(await transcribe(media(), cloud())).toMatchObject({
		text: expect.stringMatching(/^\[áudio transcrito\] \S/),
		unheard_audio: false,
	});
	expect(graph.requests.filter(({ path }) => path.startsWith('/files/'))).toHaveLength(1);
});

it.each<[string, () => object, string]>([
	['without the credential', () => ({}), 'no credential of WhatsApp Cloud API'],
	['with a token that is refused', () => cloud({ accessToken: 'EAAwrong-0000000000' }), 'Invalid OAuth access token'],
])('%s is not heard, and the team is told what to mend', async (_, own, problem) => {
	const result = await transcribe(media(), own());
	expect(result).toMatchObject({
		unheard_audio: true,
		transcriptions: [
			{
				problem: expect.stringContaining(problem),
				model: { ok: false, failure: { kind: 'operator', sentence: expect.stringContaining('credencial do WhatsApp Cloud') } },
			},
		],
	});
	expect(JSON.stringify(result)).not.toMatch(new RegExp([...Object.values(SECRETS), 'EAAwrong'].join('|')));
});

it('that is gone, too large, or comes too late is asked for in writing, and nobody has to mend anything', async () => {
	const results = [
		await transcribe({ ...media(), id: '123' }, cloud()),
		await transcribe(media(`OggS${'x'.repeat(1024 * 1024)}`), cloud(), { maxMegabytes: 1 }),
	];
	graph.faults.push({ kind: 'timeout', times: 9 });
	results.push(await transcribe(media(), cloud(), { timeoutSeconds: 1 }));
	expect(results.map(({ transcriptions }) => transcriptions)).toEqual(
		['does not exist', 'larger than 1 MB', 'within'].map((why) => [expect.objectContaining({ problem: expect.stringContaining(why) })]),
	);
	expect(JSON.stringify(results)).not.toContain('"kind":"operator"');
});
