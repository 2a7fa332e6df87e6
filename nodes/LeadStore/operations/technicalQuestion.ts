import { changeRow, listRows } from '../../shared/store/findings';
import { limitProperty } from '../../shared/kit/limit';
import { asItems, limitOf, textOf, type StoreOperations } from '../operation';

export const technicalQuestion: StoreOperations = {
	answer: {
		name: 'Answer',
		action: 'Answer technical question',
		description: 'Write the answer of a specialist to a question',
		properties: [
			{
				displayName: 'Question ID',
				name: 'questionId',
				type: 'string',
				default: '={{ $json.id }}',
				required: true,
				description: 'The ID that Get Many gives',
			},
			{
				displayName: 'Answer',
				name: 'answer',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				required: true,
				description: 'What the specialist says',
			},
		],
		run: async (context, store, itemIndex) => {
			const [id, answer] = [textOf(context, itemIndex, 'questionId'), textOf(context, itemIndex, 'answer')];
			if (!answer) throw new RangeError('The field "Answer" is empty');
			const row = await changeRow(store, 'technical_questions', { id }, { answer, answered: true, answered_at: new Date().toISOString() });
			if (!row) throw new RangeError(`There is no technical question with the ID ${id}: take one from Get Many`);
			return { json: row };
		},
	},
	getAll: {
		name: 'Get Many',
		action: 'Get many technical questions',
		description: 'Read the questions that wait for a specialist, oldest first',
		properties: [
			{
				displayName: 'Answered',
				name: 'answered',
				type: 'boolean',
				default: false,
				description: 'Whether to read the answered ones instead of the open ones',
			},
			limitProperty,
		],
		run: async (context, store, itemIndex) => {
			const answered = context.getNodeParameter('answered', itemIndex, false) === true;
			return asItems(await listRows(store, 'technical_questions', { answered }, limitOf(context, itemIndex)));
		},
	},
};
