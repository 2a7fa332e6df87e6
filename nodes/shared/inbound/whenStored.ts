import type { INodePropertyOptions } from 'n8n-workflow';

/** The choice of a trigger's "Answer" at which the Conversation node answers the provider (`answerProvider` of its Receive). */
export const WHEN_STORED: INodePropertyOptions = {
	name: 'When the Message Is Stored',
	value: 'responseNode',
	description: 'The Conversation node answers after its Receive operation; without one, the end of the workflow does',
};
