import { randomUUID } from 'node:crypto';

import { progress } from '../../nodes/AtendeAqui/models';
import { planned } from '../../nodes/LeadStore/onboarding/plan';
import { readProgress } from '../../nodes/LeadStore/onboarding/progress';
import { planRules } from '../../nodes/LeadStore/onboarding/rules';
import { noteOnboarding, queueNudge, registerOnboarding } from '../../nodes/shared/store/onboarding';
import { openStore, type Store } from '../../nodes/shared/store/store';
import { published, TOKEN } from '../AtendeAqui/trigger/published';
import { startAtendeAqui, type AtendeAqui } from '../sandbox/atendeaqui';
import { DEMO_FLOW } from '../sandbox/atendeaquiFlow';
import { startEngine } from '../setup/engine';
import { closeSql, sql, sandboxSupabase } from '../setup/supabase';
import { newPhone } from './store';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

afterAll(closeSql);

const MINUTE = 60_000;
const TICK = 30 * MINUTE;
const DAYS = ['seg', 'ter', 'qua', 'qui', 'sex', 'sáb', 'dom'];
/** A Monday, midnight in São Paulo. */
const MIDNIGHT = Date.parse('2026-03-02T00:00:00-03:00');

/** `ter 10:00` of that week, epoch milliseconds. */
function moment(words: string): number {
	const [day, hour, minute] = words.split(/[ :]/);
	return MIDNIGHT + (DAYS.indexOf(day) * 24 + Number(hour)) * 60 * MINUTE + Number(minute) * MINUTE;
}
function inWords(at: number): string {
	const minutes = Math.floor((at - MIDNIGHT) / MINUTE);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${DAYS[Math.floor(minutes / 1440)]} ${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

const rules = planRules(
	{
		mostPerStall: 2,
		mostPerFlow: 3,
		congratulateWithinHours: 24,
		weekdayHours: '09:00-18:00',
		saturdayHours: '09:00-12:00',
		gapSeconds: 20,
	},
	24,
	24,
);

type Act = (world: World, user: string, phone: string) => unknown;
interface World {
	api: AtendeAqui;
	channel: string;
}
const step: Act = ({ api }, user) => api.flow().completeSteps(user, [{ step_key: 'perfil' }]);
const finish: Act = ({ api }, user) => api.flow().finish(user, 'COMPLETED');
const abandon: Act = ({ api }, user) => api.flow().finish(user, 'ABANDONED');
const restart: Act = ({ api }, user) => api.flow().restart(user);
const skip: Act = ({ api }, user) => api.flow().skipStep(user, 'convidar-equipe');
const optOut: Act = async (_, __, phone) => await sql(`select register_opt_out($1, 'sair')`, [phone]);
const mode =
	(to: 'human' | 'agent'): Act =>
	async ({ channel }, _, phone) =>
		await sql(
			`insert into sessions (channel, phone, mode) values ($1, $2, $3)
			on conflict (channel, phone) do update set mode = excluded.mode, mode_epoch = sessions.mode_epoch + 1`,
			[channel, phone, to],
		);

/**
 * Who does what when, and what the rules say they get: worked out by hand. Messages of one look go out 20 seconds apart, in the order of the
 * stalls; whoever was not the first of a look is therefore due again at the look after the next day's same one.
 */
const USERS: Record<string, { starts: string; phoneOf?: string; signsUp?: false; acts?: Array<[string, Act]>; gets: string[] }> = {
	'does nothing': { starts: 'seg 10:00', gets: ['ter 10:00 reminder', 'qua 10:30 reminder'] },
	'goes on before the first one': {
		starts: 'seg 10:00',
		acts: [['ter 09:30', step]],
		// The congratulation of that look goes first.
		gets: ['qua 09:30 reminder', 'qui 10:00 reminder'],
	},
	'stalls at night': { starts: 'seg 20:00', gets: ['qua 09:00 reminder', 'qui 09:00 reminder'] },
	'finishes after a reminder': {
		starts: 'seg 10:00',
		acts: [['qua 09:30', finish]],
		gets: ['ter 10:00 reminder', 'qua 09:30 congratulation'],
	},
	'opts out': { starts: 'seg 10:00', acts: [['ter 12:00', optOut]], gets: ['ter 10:00 reminder'] },
	'talks with a person': {
		starts: 'seg 10:00',
		acts: [
			['ter 09:00', mode('human')],
			['qua 15:00', mode('agent')],
		],
		gets: ['qua 15:00 reminder', 'qui 15:00 reminder'],
	},
	'gives up': { starts: 'seg 10:00', acts: [['ter 09:30', abandon]], gets: [] },
	'stalls before the weekend': { starts: 'qui 17:00', gets: ['sex 17:00 reminder'] },
	'begins again': {
		starts: 'seg 10:00',
		acts: [['qua 12:00', restart]],
		gets: ['ter 10:00 reminder', 'qua 10:00 reminder', 'qui 12:00 reminder', 'sex 12:00 reminder'],
	},
	'has had enough for one flow': {
		starts: 'seg 09:00',
		acts: [
			['ter 10:00', step],
			['qua 11:00', skip],
			['qui 12:00', step],
		],
		gets: ['ter 09:00 reminder', 'qua 10:00 reminder', 'qui 11:00 reminder'],
	},
	'finishes at night': {
		starts: 'seg 10:00',
		acts: [['sex 20:00', finish]],
		gets: ['ter 10:00 reminder', 'qua 10:30 reminder', 'sáb 09:00 congratulation'],
	},
	'finishes on a weekend': { starts: 'qui 10:00', acts: [['sáb 13:00', finish]], gets: ['sex 10:00 reminder', 'sáb 10:00 reminder'] },
	'is known to AtendeAqui alone': { starts: 'seg 10:00', signsUp: false, gets: [] },
	'is the same person as another one': {
		starts: 'seg 10:30',
		phoneOf: 'does nothing',
		gets: ['qui 10:30 reminder', 'sex 10:30 reminder'],
	},
	'does something every day': {
		starts: 'seg 10:00',
		acts: [
			['ter 09:30', step],
			['qua 09:00', skip],
			['qui 08:30', step],
			['sex 08:00', step],
			['sáb 07:30', step],
			['dom 07:00', step],
		],
		gets: [],
	},
};

it('a week gives each user exactly the messages that the rules say', async () => {
	const { url, serviceRoleKey } = sandboxSupabase();
	const store: Store = await openStore({ getCredentials: async () => ({ host: url, serviceRole: serviceRoleKey }) as never });
	const channel = `test-${randomUUID()}`;
	// These rules write to somebody on days that follow each other: the budget of the house lets them.
	await sql(`insert into message_limits (channel, apart_hours, a_week) values ($1, 23, 7)`, [channel]);
	let now = moment('seg 09:00');
	const seed = { ...DEMO_FLOW, slug: `semana-${randomUUID()}` };
	const api = await startAtendeAqui({ apiToken: TOKEN, now: () => now, flows: [seed] });
	const trigger = published({ engine: await startEngine(), api, now: () => now }, { options: { includeExisting: true } });
	const phones: Record<string, string> = {};
	for (const [user, { phoneOf }] of Object.entries(USERS)) phones[user] = phoneOf ? phones[phoneOf] : newPhone();
	const iso = (at: number) => new Date(at).toISOString();
	const fresh = (user: string) => readProgress('Progress', progress(api.flow().get(user)));

	const received: Record<string, string[]> = Object.fromEntries(Object.keys(USERS).map((user) => [user, []]));
	const sentAt: number[] = [];
	for (; now < moment('seg 09:00') + 7 * 1440 * MINUTE; now += TICK) {
		for (const [user, { starts, signsUp = true, acts = [] }] of Object.entries(USERS)) {
			if (moment(starts) === now) {
				api.flow().start({ external_user_id: user, name: 'Ana Souza' });
				const contact = { phone: phones[user], company: 'Acme', link: '' };
				if (signsUp) await registerOnboarding(store, { ...fresh(user), ...contact }, { key: '', text: '' }, channel, iso(now));
			}
			for (const [at, act] of acts) if (moment(at) === now) await act({ api, channel }, user, phones[user]);
		}
		// As the workflow does it: the trigger tells, the plan is made, each user is asked for once more, and the message is queued.
		for (const event of await trigger.poll()) await noteOnboarding(store, readProgress('Progress', event), iso(now));
		if (now % (2 * 60 * MINUTE) === 0) trigger.restart({ killed: true });
		for (const nudge of await planned(store, seed.slug, rules, now)) {
			await noteOnboarding(store, fresh(nudge.user_id), iso(now));
			await queueNudge(store, nudge, String(nudge.text), channel, iso(now));
			// A second run at the same time, or a retry.
			await queueNudge(store, nudge, String(nudge.text), channel, iso(now));
		}
		const [{ claimed }] = await sql<{ claimed: Array<{ outbox_id: number; lease_token: string; payload: Record<string, string> }> }>(
			`select claim_outbox('{whatsapp_text}', 100, 60, $1, $2) as claimed`,
			[channel, iso(now + 15 * MINUTE)],
		);
		for (const { outbox_id, lease_token, payload } of claimed) {
			await sql(`select finish_outbox($1, $2, 'sent', $3, p_now => $4)`, [outbox_id, lease_token, `M${outbox_id}`, iso(now + 15 * MINUTE)]);
			received[payload.onboarding.slice(seed.slug.length + 1)].push(`${inWords(now)} ${payload.nudge}`);
		}
		sentAt.push(
			...(
				await sql<{ at: Date }>(`select created_at as at from outbox where channel = $1 and created_at >= $2 order by 1`, [
					channel,
					iso(now),
				])
			).map(({ at }) => at.getTime()),
		);
	}
	await api.stop();

	expect(received).toEqual(Object.fromEntries(Object.entries(USERS).map(([user, { gets }]) => [user, gets])));
	expect(api.violations).toEqual([]);
	const gaps = sentAt.slice(1).map((at, n) => at - sentAt[n]);
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20_000);
}, 120_000);
