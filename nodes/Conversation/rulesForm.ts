/* eslint-disable n8n-nodes-base/node-param-default-missing -- the defaults are those of the rules themselves; the description that they become is linted with its values */
import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_RULES } from '../shared/core/session/rules';

const hours = (displayName: string, name: string, days: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 08:00-12:00, 13:00-18:00',
	description: `When people attend ${days}; several intervals and one past midnight are fine, empty is closed. Without any hours it is always open.`,
});

/** Who speaks when: the options of every operation that decides (handoff spec A6, A9 to A12; SDR spec 5.3, 5.4). */
export const rulesForm: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'collection',
	placeholder: 'Add rule',
	default: {},
	options: [
		{
			displayName: 'Conflict',
			name: 'conflict',
			type: 'options',
			options: [
				{ name: 'First Attendant Keeps It', value: 'reject' },
				{ name: 'Last Attendant Takes It', value: 'steal' },
			],
			default: DEFAULT_RULES.conflict,
			description: 'What happens when a second attendant takes a conversation over',
		},
		{
			displayName: 'Escalation',
			name: 'escalation',
			type: 'options',
			options: [
				{ name: 'Agent Goes On', value: 'keepAgent' },
				{ name: 'Agent Pauses', value: 'pause' },
			],
			default: DEFAULT_RULES.escalation,
			description: 'What the agent does after a customer asked for a person',
		},
		{
			displayName: 'Escalation Cool-Down (Seconds)',
			name: 'escalationCoolDownSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_RULES.escalationCoolDownSeconds,
			description: 'The team is not told again of the same wish for a person before this',
		},
		{
			displayName: 'Escalation Phrases',
			name: 'escalationPhrases',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. falar com atendente',
			description:
				'Ways to ask for a person, one a line, in place of the built-in ones, which know "quero falar com um atendente", "me liga", "chama o vendedor" and many more. Words, * for any ending, (a|b) for either, ~falar for a verb as a wish; accents, case and articles do not matter. Empty uses the built-in ones.',
		},
		{
			displayName: 'Escalation Timeout (Seconds)',
			name: 'escalationTimeoutSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_RULES.escalationTimeoutSeconds,
			description: 'After this long without anybody accepting, the sweep acts. 0 never does.',
		},
		{
			displayName: 'Greet After a Person',
			name: 'greetOnResume',
			type: 'boolean',
			default: DEFAULT_RULES.greetOnResume,
			description: 'Whether the agent greets the customer when it takes the turn back',
		},
		{
			displayName: 'Greet When the Sweep Resumes',
			name: 'greetOnSweep',
			type: 'boolean',
			default: DEFAULT_RULES.greetOnSweep,
			description: 'Whether the customer is greeted when the agent resumes without a message of theirs',
		},
		{
			displayName: 'Holding Reply After (Messages)',
			name: 'holdingReplyAfter',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_RULES.holdingReplyAfter,
			description: "In a pause, the customer's so manieth message gets one holding reply. 0 never does.",
		},
		{
			displayName: 'Holidays',
			name: 'holidays',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-12-25, 2027-01-01',
			description: 'Days without attendance, separated by commas',
		},
		hours('Hours on Saturday', 'saturdayHours', 'on Saturdays'),
		hours('Hours on Sunday', 'sundayHours', 'on Sundays'),
		hours('Hours on Weekdays', 'weekdayHours', 'from Monday to Friday'),
		{
			displayName: 'Keep Agent After Hours',
			name: 'keepAgentAfterHours',
			type: 'boolean',
			default: DEFAULT_RULES.keepAgentAfterHours,
			description: 'Whether the agent goes on answering after a wish for a person outside the hours',
		},
		{
			displayName: 'Longest Age (Hours)',
			name: 'maxAgeHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_RULES.maxAgeHours,
			description: 'A conversation without anybody active for this long starts anew',
		},
		{
			displayName: 'Metadata to Keep',
			name: 'keptMetadata',
			type: 'string',
			default: DEFAULT_RULES.keptMetadata.join(', '),
			description: 'Keys that stay when a conversation starts anew, separated by commas',
		},
		{
			displayName: 'Of One Attendant: Resume After (Seconds)',
			name: 'autoResumeSecondsOf',
			type: 'string',
			default: '',
			placeholder: 'e.g. ana@example.com=600, bia@example.com=0',
			description: 'Exceptions from "Resume After", as attendant=seconds, separated by commas',
		},
		{
			displayName: 'On Escalation Timeout',
			name: 'onEscalationTimeout',
			type: 'options',
			options: [
				{ name: 'Apologise and Resume', value: 'resume' },
				{ name: 'Tell the Team Again', value: 'notify' },
			],
			default: DEFAULT_RULES.onEscalationTimeout,
		},
		{
			displayName: 'Release',
			name: 'release',
			type: 'options',
			options: [
				{ name: 'Anyone', value: 'anyone' },
				{ name: 'Owner or Supervisor', value: 'owner' },
			],
			default: DEFAULT_RULES.release,
			description: 'Who may give a conversation back to the agent',
		},
		{
			displayName: 'Resume By',
			name: 'resumeBy',
			type: 'options',
			options: [
				{
					name: 'Closing Time',
					value: 'closing',
					description: "Inside the hours by a command only, outside with the customer's next message",
				},
				{ name: 'Idleness', value: 'idleness', description: 'After "Resume After" without a sign of the person' },
			],
			default: DEFAULT_RULES.resumeBy,
			description: "What gives a person's conversation back to the agent",
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'America/Sao_Paulo',
			description: 'Time zone of the hours and holidays',
		},
		{
			displayName: 'Writing Takes Over',
			name: 'writingTakesOver',
			type: 'boolean',
			default: DEFAULT_RULES.writingTakesOver,
			description: 'Whether any message of an attendant takes the conversation over, not only prefixes and commands',
		},
	],
};

/** How long a person may be silent; beside the collection, because everybody looks for it. */
export const resumeAfterForm: INodeProperties = {
	displayName: 'Resume After (Seconds)',
	name: 'autoResumeSeconds',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_RULES.autoResumeSeconds,
	description: 'After this long without a sign of the person who took over, the agent answers again. 0 never does.',
};
