/* eslint-disable n8n-nodes-base/node-param-default-missing -- the defaults are those of the rules themselves; the description that they become is linted with its values */
import type { INodeProperties } from 'n8n-workflow';

import { HOT_AGAIN_MONTHS, NOTICES } from '../findings';
import { HANDOVER } from '../handover';
import { count } from './numbers';

/** When a person is called, and what the team is told. */
export const handover: INodeProperties[] = [
	count(
		'Failures Before a Person Is Called',
		'failuresBeforePerson',
		0,
		HANDOVER.failures,
		'After so many turns in a row without an answer of the model the agent pauses and the team is told; 0 never',
	),
	count(
		'Hot Again After (Months)',
		'hotAgainMonths',
		0,
		HOT_AGAIN_MONTHS,
		'The team is told of a hot lead once, and again when it is hot after so many months; 0 never again',
	),
	{
		displayName: 'When a Lead Becomes Hot',
		name: 'onHot',
		type: 'options',
		options: [
			{ name: 'Go on Answering', value: 'nothing' },
			{
				name: 'Pause the Agent',
				value: 'pause',
				description: 'Silent after this reply, until somebody of the team gives the conversation back',
			},
		],
		default: HANDOVER.hot,
		description: 'What the agent does besides; the team is told as "Tell the Team" says',
	},
	{
		displayName: 'When the Model Asks for a Person',
		name: 'onTransfer',
		type: 'options',
		options: [
			{ name: 'Do Nothing', value: 'nothing' },
			{ name: 'Pause and Tell the Team', value: 'pause' },
			{ name: 'Tell the Team', value: 'notify' },
		],
		default: HANDOVER.transfer,
		description: 'An angry customer, or a matter for the team alone. Whoever asks for a person in plain words gets one anyway.',
	},
	{
		displayName: 'Tell the Team',
		name: 'tellTeam',
		type: 'multiOptions',
		options: [
			{ name: 'Data Request', value: 'lgpd_request', description: 'A wish about personal data, with its protocol number' },
			{ name: 'Hot Lead', value: 'hot_lead', description: 'With the summary; the same lead again after some months only' },
			{ name: 'Promised Answer', value: 'follow_up', description: 'A price, delivery or technical question, each once a day and lead' },
		],
		default: [...NOTICES],
		description: 'Which notices go out, over the workflow that sends them',
	},
];
