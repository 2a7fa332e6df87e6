import type { IDataObject } from 'n8n-workflow';

import type { Graph } from '../sandbox/graph';
import type { Credentials } from '../setup/engine';
import { credentialOf, openGraph, SECRETS } from '../WhatsAppCloud/bench';
import { runNode } from './node';

let graph: Graph;
beforeEach(async () => {
	graph = await openGraph();
});
afterEach(async () => await graph.stop());

const credentials = (): Credentials => ({ atendeAquiWhatsAppCloudApi: credentialOf(graph) }) as Credentials;
const fetched = async (items: IDataObject[], parameters: IDataObject = {}, given = credentials()) =>
	await runNode({ operation: 'getFile', ...parameters }, items, given);
const word = (media: string) => ({ outbox_id: 7, file_id: media, file_name: 'foto.jpg', file_url: '' });

it('fetches by its id what the provider gives to the owner of the number alone, and hands the item on', async () => {
	const { id } = graph.state.store('image/jpeg', Buffer.from('JPEG'));
	const run = await fetched([word(id), { media: { id, url: 'https://lookaside.fbsbx.com/x', fileName: null } }]);
	expect([run.error, run.items('WhatsApp', 1)]).toEqual([undefined, []]);
	expect(run.items('WhatsApp')).toMatchObject([word(id), { media: { id } }]);
	expect(graph.requests.filter(({ path }) => path.startsWith('/files/'))).toHaveLength(2);
});

it.each<[string, IDataObject]>([
	['an address', { outbox_id: 7, file_id: '', file_url: 'https://f004.backblazeb2.com/foto.jpg' }],
	['no file', { outbox_id: 7, text: 'Oi' }],
	['an address in its message', { media: { url: 'https://f004.backblazeb2.com/foto.jpg' } }],
])('an item with %s goes on as it is, and nobody is asked', async (_, item) => {
	expect((await fetched([item], {}, {})).items('WhatsApp')).toEqual([item]);
	expect(graph.requests).toEqual([]);
});

it.each<[string, (id: string) => string, () => Credentials, string]>([
	['that is gone', () => '123', credentials, 'does not exist'],
	['whose credential is missing', (id) => id, () => ({}), 'no credential of WhatsApp Cloud API'],
	[
		'whose token is refused',
		(id) => id,
		() => ({ atendeAquiWhatsAppCloudApi: credentialOf(graph, { accessToken: 'EAAwrong-0000000000' }) }) as Credentials,
		'Invalid OAuth access token',
	],
])('a file %s fails its item, or lets it go on with the reason', async (_, wanted, given, why) => {
	const item = word(wanted(graph.state.store('image/jpeg', Buffer.from('JPEG')).id));
	expect((await fetched([item], {}, given())).items('WhatsApp', 1)).toEqual([
		expect.objectContaining({ error: expect.stringContaining(why) }),
	]);
	const [on] = (await fetched([item], { goOn: true }, given())).items('WhatsApp');
	expect(on).toEqual({ ...item, file_problem: expect.stringContaining(why) });
	expect(JSON.stringify(on)).not.toMatch(new RegExp([...Object.values(SECRETS), 'EAAwrong'].join('|')));
});
