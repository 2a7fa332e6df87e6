import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { lookup } from '../shared/kit/lookup';
import { pickedId } from '../shared/kit/picker';
import { byCursor, pipeRun } from './api';

const named = (record: IDataObject): INodeListSearchItems => ({ name: String(record.name), value: record.id as number });

const simple = (path: string, query?: IDataObject) =>
	lookup(pipeRun, { request: () => ({ method: 'GET', path, ...(query && { query }) }), paging: byCursor, item: named });

/** The pipeline that is chosen in the same form; a stage belongs to one. */
function pipelineBeside(context: ILoadOptionsFunctions): string {
	for (const name of ['pipeline_id', 'new_pipeline_id', 'pipelineId', 'options.pipeline_id']) {
		const chosen = pickedId(context.getCurrentNodeParameter(name));
		if (chosen) return chosen;
	}
	return '';
}

/** What tags and custom fields belong to, by the resource that is edited. */
const ABOUT: Record<string, number> = { deal: 1, lead: 1, person: 2, company: 3 };
function ofResource(context: ILoadOptionsFunctions, path: string): { method: 'GET'; path: string; query?: IDataObject } {
	const belongs = ABOUT[String(context.getCurrentNodeParameter('resource'))];
	return { method: 'GET', path, ...(belongs && { query: { belongs } }) };
}

const SORTS: Record<string, string> = { '1': 'Deal', '2': 'Person', '3': 'Company' };

/** The searchable lists behind the pickers. */
export const lookups = {
	searchPipelines: simple('/pipelines'),
	searchStages: lookup(pipeRun, {
		request: (context) => {
			const pipeline = pipelineBeside(context);
			return { method: 'GET', path: '/stages', ...(pipeline && { query: { pipeline_id: pipeline } }) };
		},
		paging: byCursor,
		item: named,
	}),
	searchOrigins: simple('/origins'),
	searchUsers: lookup(pipeRun, {
		request: () => ({ method: 'GET', path: '/users' }),
		paging: byCursor,
		item: ({ id, name, email }) => ({ name: email ? `${String(name)} (${String(email)})` : String(name), value: id as number }),
	}),
	searchTags: lookup(pipeRun, { request: (context) => ofResource(context, '/tags'), paging: byCursor, item: named }),
	searchCustomFields: lookup(pipeRun, {
		request: (context) => ofResource(context, '/customFields'),
		paging: byCursor,
		item: ({ id, name, belongs }) => ({ name: `${String(name)} (${SORTS[String(belongs)] ?? 'Any'})`, value: id as number }),
	}),
	/** Thousands of cities: PipeRun searches them itself, by the start of what was typed. */
	searchCities: lookup(pipeRun, {
		request: (_, search) => ({ method: 'GET', path: '/cities', ...(search && { query: { name: search } }) }),
		paging: byCursor,
		item: ({ id, name, uf }) => ({ name: `${String(name)}/${String(uf)}`, value: id as number }),
		searchesItself: true,
	}),
	searchLostReasons: simple('/lostReasons'),
};
