import { randomUUID } from 'node:crypto';

import { protocolNumber } from '../../shared/core/sdr/intents';
import { anonymized } from '../../shared/core/lead/anonymize';
import { anonymizePerson, changeRow, listRows, openLgpdRequest, textsOf } from '../../shared/store/findings';
import { getLead } from '../../shared/store/leads';
import { keyOf } from '../../shared/store/persons';
import { limitProperty } from '../../shared/kit/limit';
import { asItems, limitOf, phoneField, phoneOf, textOf, type StoreOperations } from '../operation';

export const lgpdRequest: StoreOperations = {
	anonymize: {
		name: 'Anonymize Person',
		action: 'Anonymize a person',
		description:
			'Take out of the database whatever tells who a person is; what was said stays as figures under a pseudonym. Cannot be undone.',
		properties: [phoneField],
		run: async (context, store, itemIndex) => {
			const phone = await keyOf(store, phoneOf(context, itemIndex));
			const lead = await getLead(store, phone);
			if (!lead) return { json: { anonymized: false, reason: 'unknown_phone' } };
			const names = [lead.name, lead.whatsapp_name];
			const made = async (table: Parameters<typeof textsOf>[1]) =>
				(await textsOf(store, table, phone)).map(({ id, text }) => ({ id, text: anonymized(text, names, [lead.company]) }));
			const texts = { messages: await made('conversations'), questions: await made('technical_questions') };
			return { json: await anonymizePerson(store, phone, `anon_${randomUUID()}`, texts) };
		},
	},
	close: {
		name: 'Close',
		action: 'Close data request',
		description: 'Note what became of a request',
		properties: [
			{
				displayName: 'Protocol',
				name: 'protocol',
				type: 'string',
				default: '={{ $json.protocol }}',
				required: true,
				placeholder: 'e.g. LGPD-20260105-3F2A9C1E',
				description: 'The number that the person was given',
			},
			{
				displayName: 'Outcome',
				name: 'outcome',
				type: 'options',
				options: [
					{ name: 'Done', value: 'done' },
					{ name: 'Refused', value: 'refused' },
				],
				default: 'done',
			},
			{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'What was done, or why not' },
		],
		run: async (context, store, itemIndex) => {
			const protocol = textOf(context, itemIndex, 'protocol');
			const values = { status: textOf(context, itemIndex, 'outcome'), note: textOf(context, itemIndex, 'note') || null };
			const row = await changeRow(store, 'lgpd_requests', { protocol }, { ...values, closed_at: new Date().toISOString() });
			if (!row) throw new RangeError(`There is no data request with the protocol ${protocol}: take one from Get Many`);
			return { json: row };
		},
	},
	getAll: {
		name: 'Get Many',
		action: 'Get many data requests',
		description: 'Read the open requests, the one that is due first at the top',
		properties: [limitProperty],
		run: async (context, store, itemIndex) =>
			asItems(await listRows(store, 'lgpd_requests', { status: 'open' }, limitOf(context, itemIndex))),
	},
	open: {
		name: 'Open',
		action: 'Open data request',
		description: 'Register a wish about personal data that came another way, with a protocol number',
		properties: [
			phoneField,
			{
				displayName: 'Kind',
				name: 'kind',
				type: 'options',
				options: [
					{ name: 'Access', value: 'access' },
					{ name: 'Copy', value: 'copy', description: 'A copy of the data' },
					{ name: 'Correction', value: 'correction' },
					{ name: 'Deletion', value: 'deletion' },
					{ name: 'Objection', value: 'objection', description: 'No consent, or not any more' },
					{ name: 'Source', value: 'source', description: 'Where the data came from' },
				],
				default: 'access',
			},
			{ displayName: 'Words', name: 'words', type: 'string', default: '', description: 'What the person asked for' },
		],
		run: async (context, store, itemIndex) => {
			const [kind, words] = [textOf(context, itemIndex, 'kind'), textOf(context, itemIndex, 'words')];
			const protocol = protocolNumber(Date.now(), randomUUID());
			return { json: await openLgpdRequest(store, { protocol, phone: phoneOf(context, itemIndex), kind, words }) };
		},
	},
};
