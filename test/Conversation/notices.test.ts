import type { IDataObject } from 'n8n-workflow';

import { addAttendant, customerTurn, letTimePass, newPlace, noticesOf, only, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const here = () => ({ phone: place.phone, channel: place.channel });
const claim = async (given: IDataObject = {}) =>
	await operate('claimOutbox', { kinds: ['notice'], limit: 50, leaseSeconds: 60, onlyChannel: place.channel, ...given });
const idleOf = async (attendant: string) => {
	await only('takeOver', { ...here(), attendant });
	await letTimePass(place, 301);
	await operate('sweepSessions', { onlyChannel: place.channel });
};

describe('who reads a notice', () => {
	it('is the person that it is for, at their own number and by name; the team, after three tries', async () => {
		const { id } = await addAttendant();
		await sql('update attendants set phone = $2 where id = $1', [id, '5511988880000']);
		await idleOf(id);
		expect((await claim()).out(1)).toMatchObject([
			{ notify_phone: '5511988880000', text: expect.stringContaining('Sem atividade de Pessoa attendant') },
		]);
		await sql(`update outbox set status = 'pending', attempts = 3 where channel = $1`, [place.channel]);
		expect((await claim()).out(1)).toMatchObject([{ notify_phone: '' }]);
	});

	it('is the team where nobody in particular is meant, or has no number', async () => {
		await idleOf('ana.souza@example.com');
		expect((await claim()).out(1)).toMatchObject([{ notify_phone: '', text: expect.stringContaining('Sem atividade de Ana Souza') }]);
	});
});

describe('several channels', () => {
	it('have a row each: what one refuses is tried there again, alone, and is on record', async () => {
		await idleOf('ana');
		const both = await claim({ noticeChannels: ['whatsapp', 'slack'], teamPhone: '5511900000000' });
		expect([both.out(1).length, both.out(2).length, both.out(3).length]).toEqual([1, 1, 0]);
		await operate('finishOutbox', { outcome: 'sent' }, both.out(1));
		await operate('finishOutbox', { outcome: 'failed' }, [{ ...both.out(2)[0], error: 'channel_not_found' }]);
		expect(await sql('select kind, status, error from outbox where channel = $1 order by id', [place.channel])).toEqual([
			{ kind: 'notice', status: 'sent', error: null },
			{ kind: 'notice_slack', status: 'pending', error: 'channel_not_found' },
		]);
		await sql('update outbox set next_attempt_at = now() where channel = $1', [place.channel]);
		const again = await claim({ noticeChannels: ['whatsapp', 'slack'], teamPhone: '5511900000000' });
		expect([again.out(1), again.out(2).length]).toEqual([[], 1]);
	});

	it('of a workflow of before are one way out', async () => {
		await idleOf('ana');
		const { out } = await claim();
		expect([out(1).length, out(2)]).toEqual([1, []]);
	});
});

describe('a call for a person that the agent makes', () => {
	const closed = { weekdayHours: '', saturdayHours: '', sundayHours: '00:00-00:01', keepAgentAfterHours: true };
	const confirmed = async (rules: IDataObject, handover: IDataObject) => {
		const decided = await only('decide', { rules }, await customerTurn(place, 'meu moedor quebrou'));
		return await only('confirm', { reply: 'Vou chamar a equipe.' }, { ...decided, handover });
	};
	const mode = async () => (await sql('select mode from sessions where channel = $1', [place.channel]))[0].mode;

	it('goes by the operator’s hours', async () => {
		await confirmed(closed, { reason: 'support', detail: '', pause: true });
		expect([await mode(), await noticesOf(place)]).toEqual(['agent', ['escalation']]);
		place = newPlace();
		await confirmed({}, { reason: 'support', detail: '', pause: true });
		expect(await mode()).toBe('paused');
	});

	it('goes by their cool-down', async () => {
		for (let n = 0; n < 2; n++) {
			await confirmed({ escalationCoolDownSeconds: 3600 }, { reason: 'agent_request', detail: '', pause: false });
			await sql(`update turns set status = 'sent' where channel = $1`, [place.channel]);
			await sql(`update outbox set status = 'sent' where channel = $1 and kind = 'whatsapp_text'`, [place.channel]);
			await sql(`update inbox set status = 'done' where channel = $1`, [place.channel]);
		}
		expect(await noticesOf(place)).toEqual(['escalation']);
	});

	it('says why it was made', async () => {
		await confirmed({}, { reason: 'support', detail: 'Equipamento parado', pause: false });
		expect((await claim()).out(1)[0].text).toContain('precisa de suporte');
	});
});

describe('what was promised', () => {
	const base = {
		agent_state: {},
		technical_questions: [],
		interests: [],
		commercial_request: false,
		became_hot: false,
		tell: ['hot_lead', 'follow_up'],
		message: 'oi',
	};
	const turn = async (given: IDataObject, days = 0) =>
		await sql('select register_findings($1, $2, $3, now() + make_interval(days => $4)) as told', [
			place.phone,
			JSON.stringify({ ...base, ...given }),
			place.channel,
			days,
		]);
	const told = async () =>
		await sql(
			`select payload ->> 'kind' as kind, coalesce(payload -> 'reasons', jsonb_build_array(payload -> 'reason')) as reasons from outbox where channel = $1 order by id`,
			[place.channel],
		);

	it('has one clock for each thing that it is about, delivery among them', async () => {
		await turn({ commercial_request: true });
		await turn({ commercial_request: true });
		await turn({ delivery_request: true, commercial_request: true });
		await turn({ technical_questions: ['Tem NR12?'] });
		await turn({ commercial_request: true, delivery_request: true }, 2);
		expect((await told()).map(({ reasons }) => reasons)).toEqual([['commercial'], ['delivery'], ['technical'], ['commercial', 'delivery']]);
		const [{ requests }] = await sql('select requests from leads where phone = $1', [place.phone]);
		expect(Object.keys(requests as object).sort()).toEqual(['commercial', 'delivery', 'technical']);
	});

	it('of a hot lead is told again after months, and never where the operator wants it once', async () => {
		await turn({ became_hot: true, is_hot: true });
		await turn({ is_hot: true }, 30);
		expect((await told()).length).toBe(1);
		await turn({ is_hot: true, hot_again_months: 0 }, 200);
		expect((await told()).length).toBe(1);
		await turn({ is_hot: true }, 200);
		expect((await told()).map(({ kind }) => kind)).toEqual(['hot_lead', 'hot_lead']);
	});
});

it('a reply whose first part alone was sent stays in the history whole, with how far it came', async () => {
	const parts = async () =>
		await only(
			'confirm',
			{ reply: `${'a'.repeat(80)}\n\n${'b'.repeat(80)}`, longestPart: 100 },
			await only('decide', {}, await customerTurn(place)),
		);
	const first = await parts();
	await only('takeOver', { ...here(), attendant: 'ana' });
	await operate('record', { outcome: 'sent', pauseSeconds: 0 }, [{ ...first, messageId: 'S1' }]);
	expect(
		await sql(`select left(content, 1) as part, status from conversations where channel = $1 and role = 'assistant' order by id`, [
			place.channel,
		]),
	).toEqual([
		{ part: 'a', status: 'sent' },
		{ part: 'b', status: 'discarded' },
	]);
	expect(
		await sql(`select details - 'turn_id' as details from session_history where channel = $1 and type = 'reply_discarded'`, [
			place.channel,
		]),
	).toEqual([{ details: { sent: 1, parts: 2 } }]);
});
