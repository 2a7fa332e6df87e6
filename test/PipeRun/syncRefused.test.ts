import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { counts, doorTo, failureOf, LEAD, sync } from './syncCaller';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));
let piperun: PipeRunStandIn;
beforeEach(async () => {
	piperun = await startPipeRun({ token: 'TOKEN' });
});
afterEach(async () => {
	await piperun.stop();
	expect(piperun.violations).toEqual([]);
});

describe('when PipeRun', () => {
	const ROUTES = ['POST /companies', 'POST /persons', 'POST /deals', 'POST /notes'];
	const on = (route: string) => ({ match: (path: string) => path === route });

	// The contract gives 401 and 403 for a bad token; either is seen of one thing alone as well.
	describe.each([401, 403])('refuses with %i', (status) => {
		const facts = async (...refused: string[]) => {
			piperun.faults.push({ kind: 'status', status, times: Infinity, match: (route) => refused.includes(route) || refused.length === 0 });
			return (await failureOf(sync(piperun))).facts;
		};

		it('everything: it is the token', async () => {
			expect(await facts()).toMatchObject({ retry: true, kind: 'unauthorized', status, step: 'company' });
			expect(piperun.requests.filter(({ path }) => path === '/users')).toHaveLength(1);
		});

		it.each(ROUTES)('%s alone: it is that, and the token is taken', async (route) => {
			expect(await facts(route)).toMatchObject({ retry: true, kind: 'forbidden', status });
		});

		it('from the middle of a lead on: it is the token, though it was taken a moment ago', async () => {
			let revoked = false;
			piperun.faults.push({ kind: 'status', status, times: Infinity, match: (route) => (revoked ||= route === 'POST /persons') });
			expect((await failureOf(sync(piperun))).facts).toMatchObject({ retry: true, kind: 'unauthorized', step: 'person' });
			expect(counts(piperun)).toMatchObject({ companies: 1, persons: 0 });
		});

		it('and then answers nothing: nobody can tell, it is tried again', async () => {
			piperun.faults.push({ kind: 'status', status, ...on('POST /deals') });
			piperun.faults.push({ kind: 'status', status: 503, times: Infinity, ...on('GET /users') });
			expect((await failureOf(sync(piperun))).facts).toMatchObject({ retry: true, kind: 'unavailable', status: 503 });
		});
	});

	it('has no token at all: it is the token', async () => {
		const { facts, message } = await failureOf(sync(piperun, LEAD, {}, doorTo(piperun, '')));
		expect(facts).toMatchObject({ retry: true, kind: 'unauthorized' });
		expect(message).toContain('"Token"');
		expect(piperun.requests).toEqual([]);
	});

	it('is asked for nothing of this while it takes the lead', async () => {
		await sync(piperun);
		expect(piperun.requests.filter(({ path }) => path === '/users')).toEqual([]);
	});
});
