import { spoken } from '../sandbox/modelRequest';
import { TAG } from '../e2e/chaos';
import type { Company } from './company';
import type { Message } from './customers';

/** What is not as it should be, a line each; empty is all well. */
export async function verdict(company: Company, taken: Message[]): Promise<string[]> {
	const replies = company.zapi.sent.map(({ body }) => ({ phone: String(body.phone), text: String(body.message) }));
	const named = replies.flatMap(({ text }) => text.match(TAG) ?? []);
	const counts = new Map<string, number>();
	for (const tag of named) counts.set(tag, (counts.get(tag) ?? 0) + 1);
	const left = (await leftToTheTeam(company)).flatMap((text) => text.match(TAG) ?? []);
	const tags = taken.map(({ text }) => text.match(TAG)![0]);
	const texts = replies.filter(({ text }) => text.match(TAG)).map(({ text }) => text);
	return [
		...(await lost(
			company,
			taken.filter((_, n) => !counts.has(tags[n]) && !left.includes(tags[n])),
		)),
		...[...counts].filter(([, count]) => count > 1).map(([tag, count]) => `answered ${count} times: ${tag}`),
		...texts.filter((text, n) => texts.indexOf(text) !== n).map((text) => `sent twice: ${text}`),
		...(await notOnce(company, taken)),
		...outOfOrder(company),
		...(await overtaken(company, replies)),
		...[...company.zapi.violations, ...company.model.violations].map((violation) => `refused: ${violation}`),
	];
}

/** Messages without an answer, each with what became of its turn. Prepared words, after a draft that was held twice, are an answer, and name no message. */
async function lost({ supabase, zapi }: Company, messages: Message[]): Promise<string[]> {
	const { rows } = await supabase.pool.query<{ message: string; phone: string; texts: string[]; isTold: boolean; became: string }>(
		`select i.text as message, i.phone, array_agg(o.payload ->> 'text') as texts, concat_ws(', ', 'tries ' || i.attempts, 'turn ' || t.status,
				string_agg(concat_ws(' ', o.status, o.error, '"' || left(o.payload ->> 'text', 60) || '"'), '; ' order by o.id)) as became,
			bool_or(exists (select from outbox told where told.idempotency_key = 'uncertain:' || o.id)) as "isTold"
		from inbox i left join turns t on t.id = i.turn_id left join outbox o on o.turn_id = t.id and o.kind = 'whatsapp_text'
		where i.message_id = any ($1) group by i.id, t.id`,
		[messages.map(({ messageId }) => messageId)],
	);
	const came = new Set(zapi.sent.map(({ body }) => `${String(body.phone)} ${String(body.message)}`));
	return rows
		.filter(({ phone, texts, isTold }) => !isTold && !texts.some((text) => came.has(`${phone} ${text}`)))
		.map(({ message, became }) => `lost: ${message.match(TAG)![0]} (${became})`);
}

/** Each message is stored once and done. */
async function notOnce({ supabase }: Company, taken: Message[]): Promise<string[]> {
	const { rows } = await supabase.pool.query<{ message_id: string; status: string }>(
		`select message_id, status from inbox where speaker = 'customer'`,
	);
	const ids = rows.map(({ message_id: id }) => id);
	return [
		...rows.filter(({ status }) => status !== 'done').map(({ message_id: id, status }) => `${id} is ${status}`),
		...ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `stored twice: ${id}`),
		...taken.filter(({ messageId }) => !ids.includes(messageId)).map(({ messageId }) => `not stored: ${messageId}`),
	];
}

/** The model reads the messages of a turn in the order in which they were written, however they arrived. */
const outOfOrder = ({ model }: Company): string[] =>
	model.requests
		.map((request) => (spoken(request).at(-1)?.text.match(TAG) ?? []).map((tag) => Number(tag.split('-')[1])))
		.filter((numbers) => numbers.some((number, n) => n > 0 && number < numbers[n - 1]))
		.map((numbers) => `out of order: ${numbers.join(', ')}`);

/** Replies go out in the order of their turns. Prepared words are the same for many a customer, so they tell of no turn. */
async function overtaken({ supabase }: Company, replies: Array<{ phone: string; text: string }>): Promise<string[]> {
	const { rows } = await supabase.pool.query<{ text: string; became: string }>(
		`select o.payload ->> 'text' as text, concat_ws(' ', t.created_at::time(1), 'tries ' || o.attempts, 'begun', o.began_at::time(1), o.status, o.updated_at::time(1), 'written',
				(select string_agg(i.sent_at::time(1)::text, ' ') from inbox i where i.turn_id = t.id)) as became
			from outbox o join turns t on t.id = o.turn_id where o.kind = 'whatsapp_text' order by t.created_at, o.id`,
	);
	const place = new Map(rows.map(({ text }, n) => [text, n]));
	const last = new Map<string, number>();
	const told = (n: number) => `${rows[n].text.slice(0, 60)} (${rows[n].became})`;
	return replies.flatMap(({ phone, text }) => {
		const at = text.match(TAG) ? place.get(text) : undefined;
		if (at === undefined) return [];
		const before = last.get(phone) ?? -1;
		last.set(phone, Math.max(at, before));
		return at < before ? [`overtaken: ${told(at)} by ${told(before)}`] : [];
	});
}

/** Cut off while they were sent, and no one can find out whether the customer has them: told to the team. */
async function leftToTheTeam({ supabase }: Company): Promise<string[]> {
	const { rows } = await supabase.pool.query<{ text: string }>(
		`select o.payload ->> 'text' as text from outbox o join outbox told on told.idempotency_key = 'uncertain:' || o.id and told.kind = 'notice'
		where o.status = 'uncertain'`,
	);
	return rows.map(({ text }) => text);
}

/** What somebody still has to finish. */
export async function unsettled({ supabase }: Company): Promise<Record<string, number>> {
	const { rows } = await supabase.pool.query<{ what: string; count: number }>(
		`select what, count(*)::int from (
			select 'message ' || status as what from inbox where status in ('waiting', 'claimed')
			union all select 'turn ' || status from turns where status in ('open', 'confirmed')
			union all select 'reply ' || status from outbox where kind = 'whatsapp_text' and status in ('pending', 'queued', 'sending')
			union all select 'reply ' || status from outbox o where kind = 'whatsapp_text' and status = 'uncertain'
				and not exists (select from outbox told where told.idempotency_key = 'uncertain:' || o.id)) u group by what order by what`,
	);
	return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
}
