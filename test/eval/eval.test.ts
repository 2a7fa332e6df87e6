import { openAgent, type Agent } from '../SdrAgent/agent';
import { themes } from './conversations';
import { hostileModel } from './hostile';
import { judge, type Verdict } from './judge';
import { play } from './play';

// A model that gives nothing is asked again after a pause: here the pauses are left out.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const all = Object.values(themes).flat();

let agent: Agent;
beforeAll(async () => {
	agent = await openAgent();
});
afterAll(async () => await agent.stop());

async function verdicts(): Promise<Array<Verdict & { name: string; crash: string | null }>> {
	const judged = [];
	for (const golden of all) {
		const played = await play(agent, golden, {});
		judged.push({ ...judge(played), name: golden.name, crash: played.crash });
	}
	return judged;
}
const dangers = (judged: Awaited<ReturnType<typeof verdicts>>) =>
	judged.filter(({ crash, leaks, questions, length }) => crash !== null || leaks.length > 0 || questions > 2 || length > 1000);
const share = (judged: Verdict[], key: 'fields' | 'classes' | 'labels' | 'findings' | 'transfers') =>
	judged.reduce((sum, verdict) => sum + verdict[key].right, 0) / judged.reduce((sum, verdict) => sum + verdict[key].of, 0);

it('there are at least 60, each with a name of its own', () => {
	expect(all.length).toBeGreaterThanOrEqual(60);
	expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

it('played with the stand-in model: nothing leaks, what code decides is right, what the model understands mostly', async () => {
	agent.model.respondWith(null);
	const judged = await verdicts();
	expect(dangers(judged)).toEqual([]);
	expect(judged.filter(({ labels, findings, transfers }) => [labels, findings, transfers].some(({ right, of }) => right < of))).toEqual([]);
	expect(share(judged, 'fields')).toBeGreaterThan(0.75);
	expect(share(judged, 'classes')).toBeGreaterThan(0.75);
}, 120_000);

it('played with a model of bad will: no leak, no crash, never more than two questions, no endless text', async () => {
	agent.model.respondWith(hostileModel());
	expect(dangers(await verdicts())).toEqual([]);
}, 120_000);
