import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { begun, courseOf, isRefused } from './refusalsForTests';
import { claims, CLOUD, enqueues, finishes, HOUR, told, wrote } from './windowForTests';

afterAll(closeSql);

describe('held for a nuisance', () => {
	it('what the company begins waits, replies and persons do not; the first that is taken ends it', async () => {
		const { marina, effect } = await begun();
		await isRefused(effect, 131048);
		const bruno = { ...(await wrote(0)), channel: marina.channel };
		await enqueues(bruno, HOUR, { text: 'Promoção', purpose: 'campaign' });
		await enqueues(bruno, HOUR, { text: 'Bem-vindo', onboarding: 'f/u' });
		expect(await claims(marina, HOUR + 100)).toEqual([]);
		const carla = { ...(await wrote(0)), channel: marina.channel };
		await rpc('receive_message', {
			p_message: {
				...CLOUD,
				channel: marina.channel,
				phone: carla.phone,
				message_id: 'C',
				send_to: carla.phone,
				kind: 'text',
				text: 'oi',
				speaker: 'customer',
				sent_at: at(HOUR),
			},
			p_now: at(HOUR),
		});
		await enqueues(carla, HOUR, { text: 'Sou a Ana', speaker: 'human' });
		const [persons] = await claims(marina, HOUR + 101);
		expect(persons.payload.text).toBe('Sou a Ana');
		await finishes(persons, HOUR + 102);
		expect(await sql('select from integrations where channel = $1 and down_since is not null', [marina.channel])).toEqual([]);
	});
});

describe('a marketing limit', () => {
	it('is tried after a day, two, and four, and then given up', async () => {
		const { marina, effect } = await begun();
		let [again, now] = [effect, HOUR];
		const gaps: number[] = [];
		for (let claimed = [effect]; claimed.length > 0;) {
			[again] = claimed;
			await isRefused(again, 131049, now);
			const { due } = await courseOf(marina, again, now);
			if (due === undefined) break;
			gaps.push(due / HOUR);
			now += due;
			await marina.writes(now - 200, CLOUD);
			claimed = await claims(marina, now);
		}
		expect(gaps).toEqual([24, 48, 96]);
		expect(await courseOf(marina, effect, now)).toMatchObject({ status: 'failed' });
	});
});

it.each([131049, 131048])('what %i made wait does not hold up what a person writes', async (code) => {
	const { marina, effect } = await begun({ text: 'Promoção', purpose: 'campaign' });
	await isRefused(effect, code);
	await enqueues(marina, HOUR + 6, { text: 'Sou a Ana', speaker: 'human' });
	expect((await claims(marina, HOUR + 10)).map(({ payload }) => payload.text)).toEqual(['Sou a Ana']);
});

describe('a template that is refused', () => {
	it('is told once a day, however many it was for', async () => {
		const marina = await wrote(0);
		const templates = { p_templates: { campaign: { name: 'retorno', language: 'pt_BR', values: [] } } };
		for (let n = 0; n < 4; n++)
			await enqueues({ ...(await wrote(0)), channel: marina.channel }, 1, { text: `Olá ${n}`, purpose: 'campaign' });
		for (const effect of await claims(marina, 30 * HOUR, templates)) await isRefused(effect, 132015, 30 * HOUR + 1);
		expect((await told(marina)).map(({ kind, reason }) => [kind, reason])).toEqual([['template_refused', 'retorno']]);
	});
});

it('an action of a newer node is tried again as anything else', async () => {
	const { marina, effect } = await begun();
	await finishes(effect, HOUR, { p_status: 'failed', p_failure: 'rejected', p_action: 'dance' });
	expect(await courseOf(marina, effect, HOUR)).toEqual({ status: 'pending', due: 30 });
});
