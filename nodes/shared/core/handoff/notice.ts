import type { FollowUpFacts } from '../followUp/noticeTexts';
import type { Notice } from '../session/outcome';
import type { Mode } from '../session/state';
import type { FailoverFacts } from './failoverTexts';
import type { AlertType } from './monitor';

/** What a turn of the agent leaves for the team (`tell_team` in the schema). */
type TurnNotice = 'hot_lead' | 'lgpd_request' | 'follow_up' | 'opt_out';
/** What the reply's path could not do, or stopped doing (`give_up`, `give_turn_back`, `learn`, `team_messages`, `stop_at_machine`). */
type ReplyNotice = 'unanswered' | 'undecided' | 'agent_stopped' | 'agent_goes_on' | 'learning_failed' | 'machine';
/** What the queue for the CRM could not do (`tell_of_crm`; `crm_unauthorized` is of schemas before it). */
type CrmNotice = 'crm_given_up' | 'crm_forbidden' | 'crm_unauthorized' | 'crm_backlog';
/** What the mirror to Chatwoot could not do for one conversation, and that it can again (`tell_of_mirror`, `note_merge`). */
type MirrorNotice = 'mirror_stuck' | 'mirror_again' | 'contacts_not_merged';
/** What the project depends on does not work, and works again (`note_integration`). */
type IntegrationNotice = 'integration_down' | 'integration_up';
/** A number of ours stands in for another one (`tell_of_failover`). */
type FailoverNotice = FailoverFacts['kind'];
export type NoticeKind =
	| Notice['kind']
	| AlertType
	| TurnNotice
	| ReplyNotice
	| CrmNotice
	| MirrorNotice
	| IntegrationNotice
	| FailoverNotice
	| FollowUpFacts['kind']
	| 'mode_changed'
	/** A campaign stopped by itself (`halt_campaign`). */
	| 'campaign_halted'
	| 'uncertain_reply'
	| 'given_up'
	/** The 24 hours of the official API are over, and there is no template (`tell_window_closed`); a template is refused (`tell_given_up`). */
	| 'window_closed'
	| 'template_refused'
	/** A question that is too old to be answered by the agent (`reopen_unanswered`). */
	| 'too_old'
	/** The figures of a day (`tell_of_day`). */
	| 'daily_summary'
	/** What came of a command that somebody typed on the business phone. */
	| 'command_answer';

/** What a notice tells of; missing facts are left out of the sentence. A type alias: it is stored as JSON. */
export type NoticeFacts = {
	kind: NoticeKind;
	phone: string;
	name?: string | null;
	/** The attendant that it is for or about. */
	attendant?: string | null;
	owner?: string | null;
	since?: string | null;
	minutes?: number;
	message?: string | null;
	reason?: string | null;
	summary?: string | null;
	fromMode?: Mode;
	toMode?: Mode;
	customerWaiting?: boolean;
	error?: string | null;
	/** What a contact was promised for, if for more than one thing. */
	reasons?: string[];
	/** Number of a data request. */
	protocol?: string | null;
	/** Which one is down, or up again. */
	integration?: string | null;
	/** Conversations of Chatwoot, by the numbers that people see. */
	conversations?: number[];
	until?: string | null;
	/** The number of ours that it is about, the one that stands in for it, and how many conversations go that way. */
	channel?: string;
	to_channel?: string | null;
	went_over?: number;
	/** The campaign that stopped, as the team calls it. */
	campaign?: string | null;
};

/** Notices that are for the attendant that they name, before they are for the whole team. */
export const PERSONAL: readonly NoticeKind[] = [
	'auto_resumed',
	'owner_changed',
	'operator_refused',
	'expired_while_paused',
	'human_inactive',
	'command_answer',
	'window_closed',
];

/** The attendant that a notice is for; null is the whole team. */
export const recipientOf = ({ kind, attendant }: Pick<NoticeFacts, 'kind' | 'attendant'>): string | null =>
	PERSONAL.includes(kind) ? (attendant ?? null) : null;
