import type { IDataObject } from 'n8n-workflow';

import { isWanted, readLead, type SyncPolicy } from '../../shared/core/crm/wanted';
import { NOTE_TEMPLATE, TITLE_TEMPLATE } from '../../shared/core/crm/text';
import { choice, count, entries, flag, json, longText, required, text, type Field } from '../../shared/kit/field';
import type { Composite } from '../../shared/kit/operation';
import { objectOf } from '../api';
import { customFields, origin, pipeline, stage, user } from '../fields';
import type { Settings } from './job';
import { readLinks } from './links';
import { syncLead } from './run';
import { SCHEMA_WORDING } from '../../shared/store/schemaOption';
import { saveInQueue } from './save';

/** JSON that may be left out. */
function optionalJson(...wording: Parameters<typeof json>): Field {
	const field = json(...wording);
	return { ...field, toWire: (value) => (value === '' ? undefined : field.toWire(value)) };
}

const fields = {
	lead: required(
		json('Lead', {
			default: '={{ $json }}',
			description:
				'The lead: phone, and as far as known name, email, company, cnpj, city, uf, product, segment, need, temperature, channel and summary',
		}),
	),
	links: optionalJson('Links', {
		default: '={{ $json.links }}',
		description: 'What this operation gave for the lead before, under "links", or the bare IDs; without it PipeRun is searched',
	}),
	pipelineId: required(pipeline('Pipeline (Funil)', 'Where new deals are created')),
	stageId: required(stage('Stage (Etapa)', 'Where new deals are created')),
	policy: choice(
		'Leads to Sync',
		{
			hotWarm: 'Hot Ones, and Warm Ones With Name and Product',
			hotOnly: 'Hot Ones Only',
			allWithMinimum: 'All With Name, Product and City',
		},
		{ description: 'Which leads become deals; the others pass with the outcome "skipped"' },
	),
	run: choice(
		'Run',
		{ all: 'All Steps', saved: 'All Steps, Each Saved in Supabase', step: 'One Step at a Time' },
		{
			description:
				'Saved in Supabase, for leads of the Conversation node\'s Claim Leads for CRM, each new ID is stored before the next step. One step at a time ends after each new ID: loop until "done" is true.',
		},
	),
	claimed: {
		...json('Claimed Lead', { default: '={{ $json }}', description: 'The item that Claim Leads for CRM gave' }),
		shownWhen: { run: ['saved'] },
	},
};

const options = {
	originId: origin('Origin (Origem)', 'Of new deals whose channel is not listed below'),
	origins: entries('Origin by Channel', 'Channel', {
		channel: required(text('Channel', { placeholder: 'e.g. instagram' })),
		origin: required(origin('Origin (Origem)')),
	}),
	ownerId: user('Owner (Dono)', 'Of new deals'),
	dealCustomFields: { ...customFields('custom_fields'), at: 'dealCustomFields' },
	titleTemplate: text('Deal Title', { default: TITLE_TEMPLATE, description: 'With {produto}, {local}, {nome} and {empresa}' }),
	noteTemplate: longText('Note', {
		default: NOTE_TEMPLATE,
		description:
			'HTML with {resumo}, {empresa}, {contato}, {telefone}, {email}, {cidade}, {ddd}, {segmento}, {necessidade}, {equipamento}, {volume}, {pedidos}, {classificacao} and {proximo_passo}',
	}),
	reopenAfterDays: count(
		'New Deal After',
		{ default: 30 },
		{ description: 'Days after a deal was won or lost from which new interest becomes a new deal' },
	),
	schema: text('Schema', SCHEMA_WORDING),
	undocumentedSearch: flag(
		'Search by Phone and Email',
		'Whether to use search filters that PipeRun does not document; what they give is always compared',
		true,
	),
};

function settingsOf(values: IDataObject): Settings {
	const channels = (values.origins ?? []) as Array<{ channel: string; origin: number }>;
	return {
		...(values as unknown as Settings),
		originByChannel: Object.fromEntries(channels.map(({ channel, origin: id }) => [channel.trim().toLowerCase(), id])),
		titleTemplate: String(values.titleTemplate ?? TITLE_TEMPLATE),
		noteTemplate: String(values.noteTemplate ?? NOTE_TEMPLATE),
		reopenAfterDays: Number(values.reopenAfterDays ?? 30),
		undocumentedSearch: values.undocumentedSearch !== false,
	};
}

export const syncLeadOperation: Composite = {
	name: 'Sync',
	action: 'Sync lead',
	description: 'Make a lead one company, one person, one deal and one note, and bring them up to date; run again it duplicates nothing',
	fields,
	options,
	run: async (call) => {
		const { values, send } = call;
		const lead = readLead(objectOf(values.lead));
		const decision = isWanted(lead, values.policy as SyncPolicy);
		const links = readLinks(values.links);
		// A lead that is in the CRM already is kept up to date, whatever became of its temperature.
		if (!decision.wanted && !links.deal) return { json: { outcome: 'skipped', reason: decision.reason, done: true } };
		const job = { lead, links, settings: settingsOf(values), now: Date.now(), send, warnings: new Set<string>() };
		const between = values.run === 'saved' ? await saveInQueue(call) : values.run === 'step' ? 'stop' : 'nothing';
		return { json: await syncLead(job, between) };
	},
};
