import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import { keptCredentials, refusedForSure } from '../../../nodes/shared/webhook/credential';

/** A node whose credential n8n gives anew at each reading. */
function nodeWith(id: string) {
	let readings = 0;
	let problem: Error | null = null;
	return {
		getNode: () => ({ credentials: { api: { id, name: 'API' } } }) as unknown as INode,
		getCredentials: async (): Promise<ICredentialDataDecryptedObject> => {
			readings++;
			if (problem) throw problem;
			return { token: `token ${readings}` };
		},
		readings: () => readings,
		fail: (error: Error | null) => {
			problem = error;
		},
	};
}

describe('a credential', () => {
	it('is read once in five seconds, however many ask', async () => {
		const node = nodeWith('swarm');
		const read = async (now: number) => (await keptCredentials(node, now).getCredentials('api')).token;
		expect(await Promise.all([read(1000), read(1000), read(5999)])).toEqual(['token 1', 'token 1', 'token 1']);
		expect(await read(6000)).toBe('token 2');
		expect(node.readings()).toBe(2);
	});

	it('is read again after the clock was set back', async () => {
		const node = nodeWith('jumped');
		const read = async (now: number) => (await keptCredentials(node, now).getCredentials('api')).token;
		expect([await read(3_600_000), await read(1000), await read(2000)]).toEqual(['token 1', 'token 2', 'token 2']);
	});

	it('of another node that uses the same one is the same; another one is not', async () => {
		const [one, same, other] = [nodeWith('one'), nodeWith('one'), nodeWith('other')];
		for (const node of [one, same, other]) await keptCredentials(node, 1000).getCredentials('api');
		expect([one, same, other].map((node) => node.readings())).toEqual([1, 0, 1]);
	});

	it('that could not be read is read again', async () => {
		const node = nodeWith('failing');
		node.fail(new Error('Credential not found'));
		await expect(keptCredentials(node, 1000).getCredentials('api')).rejects.toThrow('Credential not found');
		node.fail(null);
		expect(await keptCredentials(node, 1000).getCredentials('api')).toEqual({ token: 'token 2' });
	});
});

describe('nobody is refused', () => {
	it('for a credential that was changed meanwhile', async () => {
		const node = nodeWith('rotated');
		const credentials = keptCredentials(node, 1000);
		await credentials.getCredentials('api');
		const refused = async () => ((await credentials.getCredentials('api')).token === 'token 2' ? null : 'wrong');
		expect(await refusedForSure(node, refused)).toBeNull();
	});

	it('without a reason that holds', async () => {
		expect(await refusedForSure(nodeWith('stranger'), async () => 'wrong')).toBe('wrong');
	});
});
