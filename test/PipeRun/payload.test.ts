import { eventKey, eventOf } from '../../nodes/PipeRun/trigger/event';
import { readDelivery } from '../../nodes/PipeRun/trigger/payload';
import { isFirst, type Recent } from '../../nodes/PipeRun/trigger/recent';
import { automationPayload } from '../sandbox/piperunPayloads';

const payload = automationPayload({ id: 748, title: 'Lead', stage_id: 5, pipeline_id: 4, status: 1 });

describe('a delivery', () => {
	it('is the deal itself', () => {
		expect(readDelivery(payload)).toMatchObject({
			kind: 'deal',
			dealId: 748,
			words: 'Quando a oportunidade for ganha',
			phones: ['(11) 99999-0001'],
		});
	});

	it.each([
		['wrapped', { data: payload }],
		['in a list', [payload]],
		['in text', JSON.stringify(payload)],
		['with wrapped text', { deal: JSON.stringify(payload) }],
		['sent as a form whose only key is the JSON', { [JSON.stringify(payload)]: '' }],
		['with objects in text', { ...payload, action: JSON.stringify(payload.action), person: JSON.stringify(payload.person) }],
		['with phones in text', { ...payload, person: { ...payload.person, contact_phones: JSON.stringify(payload.person.contact_phones) } }],
	])('may be %s', (_, body) => {
		expect(readDelivery(body)).toMatchObject({
			kind: 'deal',
			dealId: 748,
			words: 'Quando a oportunidade for ganha',
			phones: ['(11) 99999-0001'],
		});
	});

	it.each([
		['deal_id', { deal_id: '748', nome: 'Lead' }, ''],
		['id_oportunidade', { id_oportunidade: 748 }, ''],
		['its own name, which is told', { crm: { codigo: '748' } }, 'crm.codigo'],
		['its own name in text, which is told', { crm: '{"codigo": 748}' }, 'crm.codigo'],
	])('may have the id under %s', (_, body, idKey) => {
		expect(readDelivery(body, idKey)).toMatchObject({ kind: 'deal', dealId: 748, words: '', phones: [] });
	});

	it.each([
		['empty', {}, 'The body is empty'],
		['nothing', undefined, 'The body is empty'],
		['no JSON', 'teste', 'The body is empty'],
		['a try from the screen', { id: '{{ deal.id }}' }, 'The values are not filled in: a test call'],
		['without an id', { title: 'Lead' }, 'There is no ID of a deal in it'],
		['with an id that is none', { id: 'abc' }, 'There is no ID of a deal in it'],
	])('may be %s', (_, body, reason) => {
		expect(readDelivery(body)).toEqual({ kind: 'nothing', reason });
	});
});

describe('the event', () => {
	it.each([
		['won', 'Quando a oportunidade for ganha', { status: 1 }, 'won'],
		['lost', 'Oportunidade perdida', { status: 3 }, 'lost'],
		['moved', 'Quando a oportunidade entrar na etapa', { status: 0 }, 'moved'],
		['created', 'Oportunidade criada', { status: 0 }, 'created'],
		['by its state, when the words say nothing', 'Gatilho', { status: 3 }, 'lost'],
		['a move, when nothing says anything', '', { status: 0 }, 'moved'],
		['none, when it was reopened since', 'Oportunidade perdida', { status: 0 }, null],
	])('%s', (_, phrase, deal, event) => {
		expect(eventOf(undefined, phrase, deal)).toBe(event);
	});

	it('is what the URL says, if that is one', () => {
		expect(eventOf('created', 'Oportunidade ganha', { status: 1 })).toBe('created');
		expect(eventOf('whatever', 'Oportunidade ganha', { status: 1 })).toBe('won');
		expect(eventOf('won', 'Oportunidade perdida', { status: 3 })).toBeNull();
	});

	it('has one key for one happening', () => {
		const deal = { id: 748, stage_id: 5, stage_changed_at: 'A', closed_at: 'B' };
		expect(eventKey('created', deal)).toBe('piperun:created:748');
		expect(eventKey('moved', deal)).not.toBe(eventKey('moved', { ...deal, stage_changed_at: 'C' }));
		expect(eventKey('won', deal)).not.toBe(eventKey('won', { ...deal, closed_at: 'D' }));
	});

	it('is told once, and forgotten after a day', () => {
		const memory: Recent = {};
		expect([isFirst(memory, 'a', 0), isFirst(memory, 'a', 1000), isFirst(memory, 'b', 1000)]).toEqual([true, false, true]);
		expect(isFirst(memory, 'a', 25 * 3_600_000)).toBe(true);
		expect(Object.keys(memory.told ?? {})).toEqual(['a']);
	});

	it('does not let the memory grow', () => {
		const memory: Recent = {};
		for (let n = 0; n < 1200; n++) isFirst(memory, `key ${n}`, n);
		expect(Object.keys(memory.told ?? {})).toHaveLength(500);
		expect(isFirst(memory, 'key 1199', 1300)).toBe(false);
	});
});
