import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { startEngine, type WorkflowJson } from '../setup/engine';
import { runNode } from '../setup/oneNode';
import { addAttendant, credentials, customerTurn, letTimePass, message, newPlace, only, operate, typed, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const TEAM = '5511900000011';
const SALES = '5511900000022';
const told = async (settings: IDataObject, channel = place.channel) =>
	await sql(`select save_company($1, $2, null, 'test')`, [channel, JSON.stringify(settings)]);
/** A node of today's version. */
async function two(operation: string, parameters: IDataObject = {}, item: IDataObject = {}, typeVersion = 2) {
	const resource = { decide: 'turn', claimOutbox: 'outbox', sweepSessions: 'conversation', decideMessage: 'message' }[operation];
	return await runNode({
		type: 'conversation',
		parameters: { resource, operation, ...parameters },
		items: [item],
		credentials,
		settings: { typeVersion },
	});
}
const decided = async (parameters: IDataObject, turn: IDataObject, typeVersion = 2) => {
	const run = await two('decide', parameters, turn, typeVersion);
	if (run.error) throw new Error(run.error.message);
	return [0, 1, 3].flatMap((output) => run.items('Node', output))[0];
};

describe('the claimed turn', () => {
	it('brings what the company told, the number’s own before what is of all', async () => {
		await told({ persona: 'Lia', quiet_seconds: 9 });
		expect((await customerTurn(place)).company_settings).toMatchObject({ persona: 'Lia', quiet_seconds: 9 });
		expect((await customerTurn(newPlace())).company_settings).not.toHaveProperty('persona');
	});

	it('brings a catalogue that is small enough, and says where one is not', async () => {
		const mark = randomUUID();
		const insert = async (count: number) =>
			await sql(
				`insert into products (name, category, facts) select $1 || n, 'zz', '["x"]' from generate_series(1, $2::int) n on conflict do nothing`,
				[mark, count],
			);
		await insert(2);
		const { products = [] } = (await customerTurn(place)).company_settings as { products?: Array<{ name: string }> };
		expect(products.map(({ name }) => name)).toEqual(expect.arrayContaining([`${mark}1`, `${mark}2`]));
		await insert(300);
		expect((await customerTurn(newPlace())).company_settings).toMatchObject({ products_left_out: true });
		await sql('delete from products where name like $1', [`${mark}%`]);
	});
});

describe('after how long the agent answers again', () => {
	const resumed = async (parameters: IDataObject, after: number, typeVersion = 2) => {
		await only('takeOver', { ...place, attendant: 'ana' });
		await letTimePass(place, after);
		return (await decided(parameters, await customerTurn(place), typeVersion)).session_mode;
	};
	it.each([
		['neither: five minutes', {}, {}, 301, 'agent'],
		['neither: five minutes', {}, {}, 200, 'human'],
		['the company', {}, { resume_after_seconds: 100 }, 200, 'agent'],
		['the company, longer', {}, { resume_after_seconds: 900 }, 301, 'human'],
		['the company, never', {}, { resume_after_seconds: 0 }, 30_000, 'human'],
		['the node', { autoResumeSeconds: 100 }, {}, 200, 'agent'],
		['both: the node', { autoResumeSeconds: 900 }, { resume_after_seconds: 100 }, 301, 'human'],
	])('%s', async (_, parameters, company, after, mode) => {
		await told(company);
		expect(await resumed(parameters, after)).toBe(mode);
	});

	it('version 1 knows nothing of it', async () => {
		await told({ resume_after_seconds: 900 });
		expect(await resumed({}, 301, 1)).toBe('agent');
	});

	it('the sweep gives each number its own time', async () => {
		const other = newPlace();
		await told({ resume_after_seconds: 900 });
		await told({ resume_after_seconds: 100 }, other.channel);
		for (const at of [place, other]) {
			await customerTurn(at);
			await only('takeOver', { ...at, attendant: 'ana' });
			await letTimePass(at, 301);
			await two('sweepSessions', { onlyChannel: at.channel });
		}
		const modes = await sql('select mode from sessions where channel = any ($1) order by channel = $2 desc', [
			[place.channel, other.channel],
			place.channel,
		]);
		expect(modes).toEqual([{ mode: 'human' }, { mode: 'agent' }]);
	});
});

describe('hours', () => {
	const CLOSED = { weekday_hours: '00:00-00:01', saturday_hours: 'fechado', sunday_hours: 'fechado' };
	const OPEN = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00' };
	it.each([
		['neither: always open', {}, {}, false],
		['the company', {}, CLOSED, true],
		['the node', { rules: { weekdayHours: '00:00-00:01' } }, {}, true],
		['both: the node', { rules: OPEN }, CLOSED, false],
	])('%s', async (_, parameters, company, closed) => {
		await told(company);
		const turn = await customerTurn(place, 'quero falar com um atendente');
		expect(/Nossa equipe volta/.test(String((await decided(parameters, turn)).response))).toBe(closed);
	});

	it('hold for what an attendant types too', async () => {
		await told({ resume_after_seconds: 900 });
		await customerTurn(place);
		const [stored] = (await operate('receive', {}, [message(place, { text: 'Oi, aqui é a Ana', fromMe: true })])).out(2);
		expect(stored.company_settings).toMatchObject({ resume_after_seconds: 900 });
		const run = await two('decideMessage', { attendant: 'ana' }, stored);
		expect([run.error, run.items('Node', 1)[0]]).toEqual([undefined, expect.not.objectContaining({ company_settings: expect.anything() })]);
	});
});

describe('a field that cannot be used', () => {
	it('decides as the turn before, tells, and says when it is over', async () => {
		const good = await decided({ rules: { weekdayHours: '00:00-24:00' } }, await customerTurn(place));
		expect([good.should_respond, good.setup_problem]).toEqual([true, undefined]);
		await sql(`update turns set status = 'silent' where channel = $1`, [place.channel]);
		const bad = await decided({ rules: { weekdayHours: '8-12' } }, await customerTurn(place));
		expect([bad.should_respond, bad.setup_problem]).toEqual([true, expect.stringContaining('"8-12" is not a time range')]);
		expect(bad.house_rules).toMatchObject({ rules: { weekdayHours: '00:00-24:00' } });
		expect(await sql('select status from turns where channel = $1 and status = $2', [place.channel, 'open'])).toHaveLength(1);
	});

	it('gives the turn back in version 1, as it did', async () => {
		await expect(decided({ rules: { weekdayHours: '8-12' } }, await customerTurn(place), 1)).rejects.toThrow('is not a time range');
	});
});

describe('whom the team’s notices go to', () => {
	const notices = async (parameters: IDataObject = {}) => {
		await sql(
			`select enqueue_outbox(jsonb_build_array(
				jsonb_build_object('key', 'hot:' || $1, 'kind', 'notice', 'channel', $1::text, 'phone', $2::text, 'payload', jsonb_build_object('kind', 'hot_lead', 'phone', $2::text)),
				jsonb_build_object('key', 'esc:' || $1, 'kind', 'notice', 'channel', $1::text, 'phone', $2::text, 'payload', jsonb_build_object('kind', 'escalation', 'phone', $2::text))))`,
			[place.channel, place.phone],
		);
		const taken: IDataObject[] = [];
		// The oldest of a person goes first.
		for (let n = 0; n < 2; n++) {
			const run = await two('claimOutbox', {
				kinds: ['notice'],
				noticeChannels: ['whatsapp'],
				limit: 5,
				leaseSeconds: 60,
				onlyChannel: place.channel,
				...parameters,
			});
			if (run.error) throw new Error(run.error.message);
			taken.push(...run.items('Node', 1));
			await sql(`update outbox set status = 'sent' where channel = $1 and status = 'sending'`, [place.channel]);
		}
		return taken.map(({ notify_phone }) => notify_phone);
	};
	it.each([
		['the company', {}, { team_phone: TEAM }, [TEAM, TEAM]],
		['the company: sales hear of hot leads', {}, { team_phone: TEAM, sales_phone: SALES }, [SALES, TEAM]],
		['the node', { teamPhone: '5511900000099' }, {}, ['5511900000099', '5511900000099']],
		['both: the node', { teamPhone: '5511900000099' }, { team_phone: TEAM, sales_phone: SALES }, ['5511900000099', '5511900000099']],
	])('%s', async (_, parameters, company, phones) => {
		await told(company);
		expect(await notices(parameters)).toEqual(phones);
	});

	it('an attendant’s own goes to the attendant', async () => {
		await told({ team_phone: TEAM });
		const { id } = await addAttendant();
		await sql('update attendants set phone = $2 where id = $1', [id, '5511988880000']);
		await customerTurn(place);
		await typed(place, 'Oi', { attendant: id });
		await letTimePass(place, 301);
		await two('sweepSessions', { onlyChannel: place.channel });
		const run = await two('claimOutbox', {
			kinds: ['notice'],
			noticeChannels: ['whatsapp'],
			limit: 5,
			leaseSeconds: 60,
			onlyChannel: place.channel,
		});
		expect(run.items('Node', 1)).toMatchObject([{ notify_phone: '5511988880000' }]);
	});

	it('neither: one sentence, and nothing is claimed', async () => {
		// Other tests' companies have somebody: this is about a database where nobody has.
		const kept = await sql<{ key: string; value: unknown }>(`delete from settings where key like 'company%' returning key, value`);
		await expect(notices()).rejects.toThrow('The field "Team Phone" is empty, and the company\'s settings have none either');
		expect(await sql(`select 1 from outbox where channel = $1 and status <> 'pending'`, [place.channel])).toEqual([]);
		for (const { key, value } of kept) await sql('insert into settings (key, value) values ($1, $2)', [key, JSON.stringify(value)]);
	});
});

it('an alert knows whom the workflow tells, without the database', async () => {
	await told({ team_phone: TEAM, technical_phone: SALES });
	const conversation = (name: string, y: number, parameters: IDataObject) => ({
		id: randomUUID(),
		name,
		type: 'n8n-nodes-atendeaqui.conversation',
		typeVersion: 2,
		position: [200, y],
		parameters,
	});
	const json = {
		name: 'w',
		nodes: [
			{ id: randomUUID(), name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			conversation('Avisos', 0, {
				resource: 'outbox',
				operation: 'claimOutbox',
				kinds: ['notice'],
				noticeChannels: ['whatsapp'],
				limit: 5,
				leaseSeconds: 60,
				onlyChannel: place.channel,
			}),
			conversation('Avisar', 200, { resource: 'alert', operation: 'alertOnce' }),
		],
		connections: { Start: { main: [['Avisos', 'Avisar'].map((node) => ({ node, type: 'main', index: 0 }))] } },
	};
	const item = { workflow: { id: place.channel, name: 'w' }, execution: { error: { message: place.channel } } };
	const run = await (await startEngine()).run(json as unknown as WorkflowJson, { from: 'Start', items: [item], credentials });
	expect([run.error, run.items('Avisar')]).toEqual([undefined, [expect.objectContaining({ team_phone: SALES })]]);
});
