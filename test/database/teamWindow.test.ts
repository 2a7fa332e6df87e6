import type { NoticeFacts } from '../../nodes/shared/core/handoff/notice';
import { noticeText } from '../../nodes/shared/core/handoff/noticeTexts';
import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { claims, CLOUD, enqueues, finishes, HOUR, RETORNO, wrote, type Effect, type Someone } from './windowForTests';

afterAll(closeSql);

const DAY = 24 * HOUR;
const NOTICE = { kind: 'escalation', phone: '5511900000001' };
const team = () => {
	const { phone } = customer();
	return { kind: 'notice', phone, personal: ['auto_resumed'], tries: 3 };
};
const notices = async (marina: Someone, seconds: number, way: object, given: object = {}): Promise<Effect[]> =>
	await claims(marina, seconds, { p_kinds: ['notice'], p_team: way, ...given });
const named = { p_templates: { notice: RETORNO } };
const down = async ({ channel }: Someone) =>
	await sql<{ name: string; reason: string }>('select name, reason from integrations where channel = $1 and down_since is not null', [
		channel,
	]);
const writes = async ({ channel }: Someone, phone: string, seconds: number) =>
	await rpc('receive_message', {
		p_message: {
			...CLOUD,
			channel,
			phone,
			message_id: `T${seconds}`,
			send_to: phone,
			kind: 'text',
			text: 'oi',
			speaker: 'customer',
			sent_at: at(seconds),
		},
		p_now: at(seconds),
	});

it('the window of whoever gets the notice counts, and not that of the customer whom it is about', async () => {
	const [marina, way] = [await wrote(0), team()];
	await enqueues(marina, 1, NOTICE, 'notice');
	expect(await notices(marina, 2, way)).toEqual([]);
	expect(await down(marina)).toEqual([{ name: 'team_window', reason: 'window_closed' }]);
	await writes(marina, way.phone, 10);
	const claimed = await notices(marina, 400, way);
	expect(claimed.map(({ payload }) => payload)).toContainEqual(NOTICE);
	expect(await down(marina)).toEqual([]);
});

it('with a template the notice goes out as that', async () => {
	const [marina, way] = [await wrote(0), team()];
	await enqueues(marina, 1, NOTICE, 'notice');
	const [effect] = await notices(marina, 2, way, named);
	expect(effect.payload).toEqual({ ...NOTICE, template: RETORNO });
	expect(await finishes(effect, 3)).toMatchObject({ status: 'sent' });
	expect(await down(marina)).toEqual([]);
});

it('without one it waits for a day at the most', async () => {
	const [marina, way] = [await wrote(0), team()];
	await enqueues(marina, 1, NOTICE, 'notice');
	await notices(marina, 2, way);
	await notices(marina, DAY + 2, way);
	const [row] = await sql('select status, error, attempts from outbox where channel = $1 order by id limit 1', [marina.channel]);
	expect(row).toEqual({ status: 'discarded', error: 'window_closed', attempts: 0 });
});

it('a personal notice is for the attendant’s own number, three times; then the team’s counts', async () => {
	const [marina, way, ana] = [await wrote(0), team(), customer()];
	await sql('insert into attendants (id, name, phone) values ($1, $2, $3)', [ana.phone, 'Ana', ana.phone]);
	await writes(marina, ana.phone, 5);
	const personal = { kind: 'auto_resumed', phone: marina.phone, attendant: ana.phone };
	await enqueues(marina, 6, personal, 'notice');
	const tries: unknown[] = [];
	for (const seconds of [10, 100, 1000, 3000]) {
		const [effect] = await notices(marina, seconds, way);
		tries.push(effect?.payload.kind ?? null);
		if (effect) await finishes(effect, seconds + 1, { p_status: 'failed', p_failure: 'rejected' });
	}
	expect(tries).toEqual(['auto_resumed', 'auto_resumed', 'auto_resumed', null]);
});

it('by Z-API, and where the workflow itself knows whom a notice goes to, nothing is held', async () => {
	const [marina, bruno] = [await wrote(0, {}), await wrote(0)];
	for (const someone of [marina, bruno]) await enqueues(someone, 1, NOTICE, 'notice');
	expect((await notices(marina, 2, team(), named)).map(({ payload }) => payload)).toEqual([NOTICE]);
	expect((await claims(bruno, 2, { p_kinds: ['notice'] })).map(({ payload }) => payload)).toEqual([NOTICE]);
});

it('of two, one that waits does not hold up the other', async () => {
	const [marina, way] = [await wrote(0), team()];
	await writes(marina, way.phone, 1);
	await enqueues(marina, 2, NOTICE, 'notice');
	await enqueues({ ...customer(), channel: marina.channel }, 2, { ...NOTICE, phone: '5511900000002' }, 'notice');
	expect(await notices(marina, 3, way)).toHaveLength(2);
});

it.each<[string, Partial<NoticeFacts>, RegExp]>([
	[
		'an attendant',
		{ kind: 'window_closed', reason: 'attendant', message: 'Oi' },
		/A mensagem de vocês para 5511.*24 horas.*modelo aprovado[\s\S]*Mensagem: Oi/,
	],
	['a reply', { kind: 'window_closed', reason: 'reply' }, /A resposta do robô para 5511/],
	[
		'onboarding',
		{ kind: 'window_closed', reason: 'onboarding' },
		/Mensagens de onboarding não foram enviadas.*"Template Outside the Window"/,
	],
	['a purpose of somebody’s own', { kind: 'window_closed', reason: 'toString' }, /Mensagens de acompanhamento/],
	['a template', { kind: 'template_refused', reason: 'retorno', error: '132015' }, /"retorno" não pôde ser enviado.*132015/],
	[
		'the team’s window',
		{ kind: 'integration_down', integration: 'team_window', reason: 'window_closed' },
		/aviso à equipe pelo WhatsApp.*\n.*"Notice to the Team"/,
	],
	[
		'a sender that is held',
		{ kind: 'integration_down', integration: 'whatsapp_cloud', reason: 'stopSending' },
		/a Meta limita.*\n.*Pare campanhas/,
	],
])('%s reads what to do', (_, facts, expected) => {
	expect(noticeText({ kind: 'given_up', phone: '5511900000001', ...facts })).toMatch(expected);
});
