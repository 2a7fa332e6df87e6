import type { IDataObject } from 'n8n-workflow';

import { cameToNothing, chatbotReply, readReply } from '../../shared/core/chatbot/reply';
import type { Intent } from '../../shared/core/chatbot/intents';
import { parsedJson } from '../../shared/core/json/parsedJson';
import { recordOf, recordsOf, textOf, textsOf } from '../../shared/core/json/readers';
import { noteChatbotTurn } from '../../shared/store/attendances';
import { FIRST, type ConversationOperation } from '../operation';

/** What the Attendance Server asks gets its answer in the shape of the API (handoff spec C7), whatever the model made of it. */
export const answerChatbot: ConversationOperation = {
	name: 'Answer Chatbot',
	action: 'Answer a question of the attendance API',
	description:
		'Answer the client of the attendance API with what a model or the SDR Agent said: intent, confidence, and whether a person is wanted',
	outputs: ['Answer'],
	properties: [
		{
			displayName: 'Question',
			name: 'question',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'The item that the Attendance Server gave; the SDR Agent hands it on',
		},
		{
			displayName: 'Reply',
			name: 'reply',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'What the SDR Agent gave, or what a model said: an object, JSON as text, or plain words',
		},
	],
	run: async (context, store, itemIndex) => {
		const question = questionOf(context.getNodeParameter('question', itemIndex));
		const read = readReply(unquoted(context.getNodeParameter('reply', itemIndex)));
		const failed = cameToNothing(read, question);
		const failedTurns = await noteChatbotTurn(store, question.id, failed);
		if (failedTurns === null) throw new RangeError('The field "Question" names no conversation that there is');
		const body = chatbotReply(read, { ...question, failedTurns }) as unknown as IDataObject;
		// Whoever asked waits for it; a question comes alone.
		if (itemIndex === context.getInputData().length - 1) context.sendResponse({ body, headers: {}, statusCode: 200 });
		return { json: body, output: FIRST };
	},
};

function questionOf(given: unknown): { id: string; message: string; intents: Intent[] } {
	const item = recordOf(unquoted(given));
	const id = textOf(item.conversation_id);
	if (id === '') throw new RangeError('The field "Question" must be an item of the output Question of the Attendance Server');
	return { id, message: textOf(item.text), intents: recordsOf(item.intents).map(intentOf) };
}

const intentOf = (row: Record<string, unknown>): Intent => ({
	intent: textOf(row.intent),
	category: textOf(row.category) || 'outros',
	words: textsOf(row.words) ?? [],
	transfers: row.transfers === true,
	actions: textsOf(row.actions) ?? [],
});

/** n8n gives a field for JSON as the text of it, or as the value of an expression; words that are no JSON are words. */
const unquoted = (given: unknown): unknown => (typeof given === 'string' ? (parsedJson(given) ?? given) : given);
