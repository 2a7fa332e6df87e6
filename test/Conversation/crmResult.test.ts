import { crmResult } from '../../nodes/Conversation/crmResult';
import { readCrmJob } from '../../nodes/shared/core/crm/job';

const LINKS = { person: { id: 2 } };
const columns = { company_id: null, person_id: 2, deal_id: null, note_id: null, links: LINKS };

describe('what a sync gave', () => {
	it('is its end, with the ids by column', () => {
		expect(crmResult({ outcome: 'synced', done: true, personId: 2, dealId: null, links: LINKS })).toEqual({
			outcome: 'synced',
			links: columns,
			failure: {},
		});
		expect(crmResult({ outcome: 'skipped', reason: 'temperature: cold', done: true })).toEqual({
			outcome: 'skipped',
			links: null,
			failure: {},
		});
	});

	it('is a failure, with the step, what was there by then, and whether trying again makes sense', () => {
		const details = { step: 'deal', retry: false, kind: 'rejected', status: 422, personId: 2, links: LINKS };
		expect(crmResult({ error: 'PipeRun refuses', details })).toEqual({
			outcome: 'failed',
			links: columns,
			failure: { error: 'deal: PipeRun refuses', retry: false, kind: 'rejected' },
		});
		expect(crmResult({ error: 'Busy', details: { retry: true, kind: 'rateLimited', retryAfterMs: 900_000 } }).failure).toEqual({
			error: 'Busy',
			retry: true,
			kind: 'rateLimited',
			retryAfterMs: 900_000,
		});
	});

	it('is tried again when it is nothing, as after a node that could not begin, or when another worker took over', () => {
		for (const json of [{ phone: '5511999990001' }, { outcome: 'takenOver', done: true }])
			expect(crmResult(json)).toMatchObject({ outcome: 'failed', failure: { error: 'The sync gave no result', retry: true } });
	});

	it('after one step alone is a mistake in the form', () => {
		expect(() => crmResult({ outcome: 'underWay', done: false })).toThrow('choose "All Steps, Each Saved in Supabase"');
	});
});

it('a claimed lead may come as JSON; anything else is refused', () => {
	expect(readCrmJob('{"outbox_id": 1, "lease_token": "x"}')).toMatchObject({ outbox_id: 1 });
	for (const given of ['', '{', null, {}, { outbox_id: 1 }]) expect(() => readCrmJob(given)).toThrow('The field "Claimed Lead"');
});
