import { required } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { changeLabels } from '../../composites/labels';
import { labelsOutput } from '../../envelopes';
import { labels, onConversation } from '../../fields';

export const label: Operations = {
	getLabels: operation({
		name: 'Get Labels',
		action: 'Get labels of conversation',
		description: 'List the labels of a conversation',
		request: 'GET /conversations/{conversation}/labels',
		fields: { conversation: onConversation() },
		output: labelsOutput,
	}),
	setLabels: operation({
		name: 'Set Labels',
		action: 'Set labels of conversation',
		description: 'Replace the labels of a conversation: those not named here are taken off',
		request: 'POST /conversations/{conversation}/labels',
		fields: { conversation: onConversation(), labels: required(labels()) },
		repeatable: true,
		output: labelsOutput,
	}),
	changeLabels: {
		name: 'Change Labels',
		action: 'Change labels of conversation',
		description: 'Add labels and take labels off; the others stay',
		fields: {
			conversation: onConversation(),
			add: labels('Label Names or IDs to Add', 'add'),
			remove: labels('Label Names or IDs to Remove', 'remove'),
		},
		run: changeLabels('conversations', 'conversation'),
	},
};
