import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { cleanLeadUpdates } from '../../shared/core/lead/lead';
import { requestsInWords, type OpenRequest } from '../../shared/core/law/words';
import { protocolNumber } from '../../shared/core/sdr/intents';
import { listRows } from '../../shared/store/findings';
import { correctPerson, erasePerson, exportPerson, sendIdentityCode } from '../../shared/store/law';
import { findPerson } from '../../shared/store/persons';
import { textOf, type StoreOperations } from '../operation';
import { allowedIn, byIn, byProperty, identityProperties, isAllowed, personIn, personProperties, refused } from '../law/who';
import { CORRECTABLE } from '../law/correctable';

/** What a person may ask of their data, as somebody who is in charge does it. Each item has a `text` in Portuguese, for a form. */
export const lgpdPerson: StoreOperations = {
	overview: {
		name: 'Get Overview',
		action: 'Get overview of data requests',
		description: 'Tell the open requests in one text, the one that is due first at the top',
		properties: [],
		run: async (_, store) => {
			const open = (await listRows(store, 'lgpd_requests', { status: 'open' }, 200)) as unknown as OpenRequest[];
			return { json: { done: true, requests: open.length, text: requestsInWords(open, Date.now()) } };
		},
	},
	findPerson: {
		name: 'Find Person',
		action: 'Find a person by any ID',
		description: 'Tell who somebody is, by any ID, in one text',
		properties: personProperties,
		run: async (context, store, itemIndex) => {
			const phone = await personIn(context, store, itemIndex);
			const person = phone === null ? null : await findPerson(store, 'whatsapp', phone);
			if (!person?.found) return refused('unknown_phone');
			const lines = [
				`${person.name ?? 'Sem nome'} · ${person.phone}`,
				...person.ids.map(({ kind, value }) => `${kind}: ${value}`),
				...person.conversations.map(({ channel, updated_at: at }) => `Conversa no número ${channel}, última mudança ${at.slice(0, 10)}`),
				person.opted_out ? 'Não quer mensagens.' : 'Aceita mensagens.',
			];
			return { json: { done: true, ...person, text: lines.join('\n') } as unknown as IDataObject };
		},
	},
	sendCode: {
		name: 'Send Code',
		action: 'Send a code to a person',
		description: 'Send the person a code by WhatsApp, good for 15 minutes: who knows it is that person',
		properties: [...personProperties, byProperty],
		run: async (context, store, itemIndex) => {
			const by = byIn(context, itemIndex);
			const phone = await personIn(context, store, itemIndex);
			if (phone === null) return refused('unknown_phone');
			const { sent, reason, ...rest } = await sendIdentityCode(store, phone, by);
			if (!sent) return refused(reason ?? 'no_person');
			return { json: { done: true, ...rest, text: 'Código enviado. Ele vale por 15 minutos; peça-o à pessoa por onde ela fez o pedido.' } };
		},
	},
	exportPerson: {
		name: 'Export Person',
		action: 'Export everything of a person',
		description: 'Read everything that the database has of a person, and what Chatwoot and PipeRun have by its IDs, for Make Export Files',
		properties: [...personProperties, ...identityProperties],
		run: async (context, store, itemIndex) => {
			const allowed = await allowedIn(context, store, itemIndex);
			if (!isAllowed(allowed)) return allowed;
			const exported = await exportPerson(store, allowed.phone, allowed.acting);
			return { json: { done: true, ...exported } as unknown as IDataObject };
		},
	},
	correct: {
		name: 'Correct Person',
		action: 'Correct a field of a person',
		description: 'Put a field of a lead right, or empty it; the old value and who did it stand in the audit',
		properties: [
			...personProperties,
			{
				displayName: 'Field',
				name: 'field',
				type: 'options',
				options: CORRECTABLE,
				default: 'name',
			},
			{
				displayName: 'New Value',
				name: 'value',
				type: 'string',
				default: '',
				description: 'What the person says is right; empty takes the value out',
			},
			...identityProperties,
		],
		run: async (context, store, itemIndex) => {
			const [field, value] = [textOf(context, itemIndex, 'field'), textOf(context, itemIndex, 'value')];
			const fields = value === '' ? { [field]: null } : cleanLeadUpdates({ [field]: value });
			if (!(field in fields)) throw new RangeError(`The value of "${field}" cannot be used: ${value}`);
			const allowed = await allowedIn(context, store, itemIndex);
			if (!isAllowed(allowed)) return allowed;
			const corrected = await correctPerson(store, allowed.phone, fields, allowed.acting);
			if (!corrected.corrected) return refused(corrected.reason ?? 'unknown_phone');
			return { json: { done: true, ...corrected, text: 'Corrigido. O valor antigo e quem mudou ficam na auditoria.' } as IDataObject };
		},
	},
	erasePerson: {
		name: 'Erase Person',
		action: 'Erase a person',
		description: 'Take a person out of every table, for good; what other systems have of them comes back by its IDs, to be deleted there',
		properties: [
			...personProperties,
			{
				displayName: 'Protocol',
				name: 'protocol',
				type: 'string',
				default: '',
				placeholder: 'e.g. LGPD-20260105-3F2A9C1E',
				description: 'Of the request; empty makes a new one. The same one again goes on where it stopped.',
			},
			{
				displayName: 'Confirmation',
				name: 'confirmation',
				type: 'string',
				default: '',
				placeholder: 'e.g. APAGAR',
				description: 'The word APAGAR: nothing brings back what is erased',
			},
			...identityProperties,
		],
		run: async (context, store, itemIndex) => {
			if (textOf(context, itemIndex, 'confirmation').toUpperCase() !== 'APAGAR')
				return { json: { done: false, reason: 'not_confirmed', text: 'Para apagar, digite APAGAR no campo de confirmação.' } };
			const allowed = await allowedIn(context, store, itemIndex);
			if (!isAllowed(allowed)) return allowed;
			const protocol = textOf(context, itemIndex, 'protocol') || protocolNumber(Date.now(), randomUUID());
			const erased = await erasePerson(store, allowed.phone, protocol, allowed.acting);
			return { json: { done: true, phone: allowed.phone, ...erased } as unknown as IDataObject };
		},
	},
};
