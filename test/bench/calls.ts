import { randomUUID } from 'node:crypto';

/** Asks the database and gives the one value of its answer. */
export type Ask = (text: string) => Promise<Record<string, unknown>>;

export interface At {
	ask: Ask;
	/** An argument that the released version does not know; nothing where it is measured. */
	now: (argument: string) => string;
}

/** One call that is measured: what has to be there first, and the statement. Everything is rolled back afterwards. */
export interface Call {
	name: string;
	/** Where it stands: on the path of a reply, on a schedule, or behind the page and the control API. */
	on: 'reply' | 'schedule' | 'page';
	statement: (at: At) => string | Promise<string>;
}

const json = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "''")}'::jsonb`;
/** The key of a call whose answer may get lost. */
const key = ({ now }: At, name = 'p_key'): string => now(`, ${name} => '${randomUUID()}'`);

/** What the recorder keeps of a turn. */
const FACTS = {
	spoke: 'model',
	prompt: 'bench',
	prompts: { bench: 'Você é Bia. '.repeat(600) },
	tokens_in: 2000,
	tokens_out: 90,
	calls: [{ task: 'sdr_turn', model: 'gpt-bench', tokens_in: 2000, tokens_out: 90, answer: { reply: 'São 20 dias.' } }],
	situation: 'SITUAÇÃO (dados, não instruções) '.repeat(40),
	text: 'qual é o prazo de entrega?',
};

/** The bundled cadence of warm leads. */
const CADENCE = [24, 72, 168].map((after_hours, n) => ({ class: 'warm', step: n + 1, after_hours, kind: 'message', text: '' }));

/** Somebody of the past who writes again. */
const PHONE = '5511900000042';
const CLAIM = `p_lease_seconds => 90, p_history_limit => 20`;

/** All that a provider may tell of who wrote. */
const THREE_IDS = [
	{ kind: 'phone', value: PHONE },
	{ kind: 'lid', value: `1${PHONE}@lid` },
	{ kind: 'user_id', value: `BR.${PHONE}` },
];

const receiving = (phone: string, address = phone, ids: typeof THREE_IDS | null = null): string =>
	`receive_message(${json({
		provider: 'zapi',
		channel: 'bench',
		phone: address,
		ids,
		message_id: randomUUID(),
		send_to: address,
		name: 'Marina',
		kind: 'text',
		text: 'qual é o prazo de entrega?',
		speaker: 'customer',
		sent_at: new Date().toISOString(),
		receipt: randomUUID(),
	})})`;

const claiming = async (at: At): Promise<string> => {
	const { sequence } = await at.ask(`select ${receiving(PHONE)} as value`);
	return `claim_turn('bench', '${PHONE}', ${String(sequence)}, 0, 20, ${CLAIM}${key(at, 'p_claim_key')})`;
};

const claimed = async (at: At): Promise<Record<string, unknown>> => await at.ask(`select ${await claiming(at)} as value`);

const confirming = async (at: At): Promise<string> => {
	const { turn_id, lease_token } = await claimed(at);
	const findings = { agent_state: { failures: 0 }, technical_questions: [], interests: ['Forno'], transcriptions: [], facts: FACTS };
	return `confirm_send('${String(turn_id)}', '${String(lease_token)}', 1, '${PHONE}', ${json(['Olá!', 'São 20 dias.'])}, p_lead => ${json({ city: 'Itu' })},
		p_findings => ${json(findings)}${key(at)})`;
};

const confirmed = async (at: At): Promise<string> => {
	const { parts } = (await at.ask(`select ${await confirming(at)} as value`)) as { parts: Array<{ outbox_id: number }> };
	return String(parts[0].outbox_id);
};

const recording = async (at: At): Promise<string> =>
	`record_part(p_outbox_id => ${await confirmed(at)}, p_status => 'sent', p_provider_message_id => '${randomUUID()}')`;

/** Every call on the path of a reply, on a schedule, or that a page asks again and again. */
export const CALLS: Call[] = [
	{ name: 'receive_message', on: 'reply', statement: () => receiving(PHONE) },
	{ name: 'receive_message, by three ids', on: 'reply', statement: () => receiving(PHONE, `1${PHONE}@lid`, THREE_IDS) },
	{ name: 'resolve_contact, three ids', on: 'reply', statement: () => `resolve_contact(${json(THREE_IDS)}, '1${PHONE}@lid', now())` },
	{ name: 'guard_of', on: 'reply', statement: () => `guard_told('bench', '${PHONE}')` },
	{ name: 'receive_message, new person', on: 'reply', statement: () => receiving('5511700000001') },
	{ name: 'claim_turn', on: 'reply', statement: claiming },
	{ name: 'confirm_send', on: 'reply', statement: confirming },
	{ name: 'record_part', on: 'reply', statement: recording },
	{
		name: 'next_part',
		on: 'reply',
		statement: async (at) => {
			const id = await confirmed(at);
			await at.ask(`select record_part(p_outbox_id => ${id}, p_status => 'sent', p_provider_message_id => '${randomUUID()}') as value`);
			return `next_part(${id}${key(at)})`;
		},
	},
	{
		name: 'finish_turn',
		on: 'reply',
		statement: async (at) => {
			const { turn_id, lease_token } = await claimed(at);
			return `finish_turn('${String(turn_id)}', '${String(lease_token)}', 'silent')`;
		},
	},
	{
		name: 'save_session',
		on: 'reply',
		statement: () => `save_session('bench', '${PHONE}', 1, ${json({ mode: 'human', human_attendant: 'ana', mode_epoch: 2 })})`,
	},
	{ name: 'settle_delivery', on: 'reply', statement: () => `settle_delivery('bench', '${PHONE}', 'unknown')` },
	{
		name: 'settle_status',
		on: 'reply',
		statement: async (at) => {
			await at.ask(`select ${await recording(at)} as value`);
			return `settle_status(${json({ channel: 'bench', phone: PHONE, message_id: 'unknown', status: 'delivered' })})`;
		},
	},
	{
		name: 'settle_statuses, 200',
		on: 'reply',
		statement: () => {
			const statuses = Array.from({ length: 200 }, (_, n) => ({
				channel: 'bench',
				phone: PHONE,
				message_id: `unknown-${n}`,
				status: 'delivered',
			}));
			return `settle_statuses(${json(statuses)})`;
		},
	},
	{
		name: 'join_contacts',
		on: 'reply',
		statement: async ({ ask }) => {
			await ask(`select ${receiving('200000000000001@lid')} as value`);
			return `join_contacts('200000000000001@lid', '${PHONE}', 'bench')`;
		},
	},
	{ name: 'page_address', on: 'schedule', statement: () => 'page_address()' },
	{ name: 'claim_due_turns', on: 'schedule', statement: (at) => `claim_due_turns(10, 6, 20, ${CLAIM}${key(at, 'p_claim_key')})` },
	{
		name: 'next_turns',
		on: 'schedule',
		statement: () => `next_turns(null, 10, 6, 20, 90, 20, null, '${randomUUID()}', 3, 30)`,
	},
	{
		name: 'due_sessions',
		on: 'schedule',
		statement: ({ now }) => `due_sessions(null, now() - interval '1 day'${now(`, array['customer_name']`)})`,
	},
	{ name: 'waiting_customers', on: 'schedule', statement: () => 'waiting_customers(null)' },
	{
		name: 'copy_notices',
		on: 'schedule',
		// As each run but the first one finds them: copied.
		statement: async ({ ask }) => {
			await ask(`select copy_notices(array['notice_slack', 'notice_chatwoot']) as value`);
			return `copy_notices(array['notice_slack', 'notice_chatwoot'])`;
		},
	},
	{ name: 'claim_outbox', on: 'schedule', statement: (at) => `claim_outbox(array['whatsapp_text', 'notice'], 10, 120${key(at)})` },
	{
		name: 'finish_outbox',
		on: 'schedule',
		statement: async (at) => {
			const { outbox_id, lease_token } = await at.ask(`select claim_outbox(array['whatsapp_text'], 1, 120${key(at)}) -> 0 as value`);
			return `finish_outbox(${String(outbox_id)}, '${String(lease_token)}', 'sent', '${randomUUID()}')`;
		},
	},
	{ name: 'claim_words', on: 'schedule', statement: () => 'claim_words(10, 120)' },
	{ name: 'claim_crm_syncs', on: 'schedule', statement: () => `claim_crm_syncs('hotWarm', 10, 120)` },
	{ name: 'uncertain_texts', on: 'schedule', statement: () => 'uncertain_texts(60)' },
	{ name: 'settle_uncertain', on: 'schedule', statement: () => 'settle_uncertain(180, false)' },
	{ name: 'untold_integrations', on: 'schedule', statement: () => `untold_integrations(array['whatsapp'])` },
	{ name: 'look_at_outbox', on: 'schedule', statement: () => 'look_at_outbox()' },
	{ name: 'release_campaigns', on: 'schedule', statement: () => `release_campaigns('bench', 10)` },
	{ name: 'claim_follow_ups', on: 'schedule', statement: () => `claim_follow_ups(${json(CADENCE)}, 90, 'bench', 10)` },
	{ name: 'metrics', on: 'schedule', statement: () => 'metrics()' },
	{ name: 'claim_event', on: 'schedule', statement: () => `claim_event('${randomUUID()}')` },
	{ name: 'chatwoot_known_until', on: 'schedule', statement: () => `chatwoot_known_until('1', now())` },
	{ name: 'look_at_chatwoot_event', on: 'reply', statement: () => `look_at_chatwoot_event('k', null, '${PHONE}')` },
	{ name: 'read_session', on: 'page', statement: () => `read_session('bench', '${PHONE}')` },
	{ name: 'read_history', on: 'page', statement: () => `read_history('bench', '${PHONE}', 50)` },
	{ name: 'list_sessions', on: 'page', statement: () => `list_sessions('{}', 50)` },
	{ name: 'list_sessions, of people', on: 'page', statement: () => `list_sessions('{"mode": "human"}', 50)` },
	{ name: 'list_sessions, one attendant', on: 'page', statement: () => `list_sessions('{"attendant": "ana"}', 50)` },
	{
		name: 'list_sessions, since an hour',
		on: 'page',
		statement: () => `list_sessions(jsonb_build_object('updated_since', now() - interval '1 hour'), 50)`,
	},
];
