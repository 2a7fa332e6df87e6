import type { NoticeFacts } from '../../../nodes/shared/core/handoff/notice';
import { noticeText } from '../../../nodes/shared/core/handoff/noticeTexts';
import type { Sandbox } from '../sandbox';

/** What the team has of a person. */
export interface Team {
	/** agent, human or paused; null before the first message. */
	mode: string | null;
	owner: string | null;
	/** What the team was told, or will be, the newest first. */
	notices: string[];
	/** The conversation as Chatwoot has it. */
	chatwoot: Array<{ from: 'customer' | 'company' | 'note'; text: string }>;
	/** Of PipeRun; null while there is none. */
	deal: { title: string; stage: string; notes: string[] } | null;
}

export async function teamOf(sandbox: Sandbox, phone: string): Promise<Team> {
	const { pool } = sandbox.supabase;
	const { rows: sessions } = await pool.query<{ mode: string; owner: string | null }>(
		`select s.mode, coalesce(a.name, s.human_attendant) as owner from sessions s left join attendants a on a.id = s.human_attendant
		where s.phone = $1 order by s.updated_at desc limit 1`,
		[phone],
	);
	const { rows: notices } = await pool.query<{ payload: NoticeFacts }>(
		`select payload from outbox where phone = $1 and kind = 'notice' order by id desc limit 5`,
		[phone],
	);
	return {
		mode: sessions[0]?.mode ?? null,
		owner: sessions[0]?.owner ?? null,
		notices: notices.map(({ payload }) => noticeText(payload)),
		chatwoot: inChatwoot(sandbox, phone),
		deal: dealOf(sandbox, phone),
	};
}

function inChatwoot({ chatwoot: { state } }: Sandbox, phone: string): Team['chatwoot'] {
	const messages = state.conversations.filter(({ contactInbox }) => contactInbox.source_id === phone).flatMap((one) => one.messages);
	return messages
		.filter(({ message_type: type }) => type !== 'activity')
		.map((one) => ({
			from: one.private ? 'note' : one.message_type === 'incoming' ? 'customer' : 'company',
			text: one.content ?? '[arquivo]',
		}));
}

/** The deal of the person whose phone it is. */
function dealOf({ piperun: { account } }: Sandbox, phone: string): Team['deal'] {
	const person = account.all('persons').find((one) => JSON.stringify(one).includes(phone.slice(2)));
	const deal = person && account.all('deals').find(({ person_id }) => Number(person_id) === person.id);
	if (!deal) return null;
	const stage = account.all('stages').find(({ id }) => id === Number(deal.stage_id));
	return {
		title: String(deal.title),
		stage: String(stage?.name ?? ''),
		notes: account
			.all('notes')
			.filter(({ deal_id }) => Number(deal_id) === deal.id)
			.map(({ text }) =>
				String(text ?? '')
					.replaceAll('<br>', '\n')
					.replace(/<[^>]+>/g, ' '),
			),
	};
}
