import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult, ResourceMapperFields } from 'n8n-workflow';

import { at, recordsOf, textOf } from '../shared/core/json/readers';
import { send } from '../shared/http/send';
import { lookup } from '../shared/kit/lookup';
import { pickedId } from '../shared/kit/picker';
import { whatsAppCloud } from './api';
import { listed, pages } from './paging';
import { chosenOf } from './template/chosen';
import { templateRequest, templateIn } from './template/definition';
import { slotsOf } from './template/slots';

const SHOWN = 80;

/** The words of a template, as people read them. */
const textIn = (components: unknown): string => {
	const [body] = recordsOf(components).filter(({ type }) => type === 'BODY');
	const words = textOf(body?.text).replace(/\s+/g, ' ');
	return words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
};

const named = (record: IDataObject): string => {
	const words = textIn(record.components);
	return `${textOf(record.name)} (${textOf(record.language)})${words && `: ${words}`}`;
};

const templates = (query: IDataObject, item: (record: IDataObject) => INodeListSearchItems) =>
	lookup(whatsAppCloud, {
		request: () => ({ method: 'GET', path: '/:account/message_templates', query: { fields: 'name,language,status,components', ...query } }),
		paging: listed,
		item,
	});

type Search = (this: ILoadOptionsFunctions, search?: string, page?: string) => Promise<INodeListSearchResult>;

/** The lists behind the pickers. */
export const lookups: Record<string, Search> = {
	searchTemplates: templates({ status: 'APPROVED' }, (record) => ({
		name: named(record),
		value: `${textOf(record.name)}/${textOf(record.language)}`,
	})),
	searchTemplateIds: templates({}, (record) => ({ name: `${named(record)} · ${textOf(record.status)}`, value: textOf(record.id) })),
	searchPhoneNumbers: lookup(whatsAppCloud, {
		request: () => ({ method: 'GET', path: '/:account/phone_numbers', query: { fields: 'id,display_phone_number,verified_name' } }),
		paging: listed,
		item: (record) => ({ name: `${textOf(record.verified_name)} ${textOf(record.display_phone_number)}`.trim(), value: textOf(record.id) }),
	}),
	searchQrCodes: lookup(whatsAppCloud, {
		request: () => ({ method: 'GET', path: '/:phone/message_qrdls', query: { fields: 'code,prefilled_message' } }),
		// The vendor's own limit for this list.
		paging: pages(25),
		item: (record) => ({ name: `${textOf(record.prefilled_message)} (${textOf(record.code)})`, value: textOf(record.code) }),
	}),
};

/** One field for each gap of the template that is chosen. */
async function templateValues(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const given = pickedId(this.getCurrentNodeParameter('template'));
	if (!given) return { fields: [], emptyFieldsNotice: 'Choose a template first' };
	const chosen = chosenOf(given, textOf(this.getCurrentNodeParameter('language')));
	const found = templateIn(await send(this, whatsAppCloud, templateRequest(chosen)), chosen);
	const fields = slotsOf(at(found, 'components')).map(({ id, label, required }) => ({
		id,
		displayName: label,
		required,
		defaultMatch: false,
		display: true,
		type: 'string' as const,
	}));
	return { fields, ...(fields.length === 0 && { emptyFieldsNotice: 'This template has no gaps' }) };
}

export const mappings = { templateValues };
