import { choice, flag, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { code, description, id, ids, links, name, record, timestamps, user } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const tag = noun('tag', 'tag');
const segment = noun('segment', 'segmento');
const region = noun('region', 'região');
const lostReason = noun('lost reason', 'motivo de perda');

const COLORS = { primary: 'Green', success: 'Blue', danger: 'Red', warning: 'Yellow', default: 'Gray' };
const BELONGS = { 1: 'Deal (Oportunidade)', 2: 'Person (Pessoa)', 3: 'Company (Empresa)' };
const tagOptions = (): Fields => ({ color: choice('Color', COLORS), active: flag('Active', 'Whether the tag can be chosen', true) });

export const tagResource: Resource = {
	name: 'Tag',
	description: 'Tag',
	operations: {
		create: operation({
			...creates(tag),
			request: 'POST /tags',
			fields: { name: required(name('e.g. Feira 2026')), belongs: required(code('Belongs To', BELONGS)) },
			options: tagOptions(),
		}),
		get: operation({ ...gets(tag), request: 'GET /tags/{tag_id}', fields: { tag_id: record('Tag') } }),
		getMany: operation({
			...lists(tag),
			request: 'GET /tags',
			fields: {},
			options: { name: name('e.g. Feira'), belongs: code('Belongs To', BELONGS), user_id: user('User'), ...tagOptions(), ...timestamps() },
		}),
		update: operation({
			...updates(tag),
			request: 'PUT /tags/{tag_id}',
			fields: { tag_id: record('Tag') },
			options: { name: name('e.g. Feira 2026'), belongs: code('Belongs To', BELONGS), ...tagOptions() },
		}),
		delete: operation({ ...deletes(tag), request: 'DELETE /tags/{tag_id}', fields: { tag_id: record('Tag') } }),
	},
};

export const segmentResource: Resource = {
	name: 'Segment',
	description: 'Segmento',
	operations: {
		create: operation({
			...creates(segment),
			request: 'POST /segments',
			fields: { name: required(name('e.g. Hamburgueria')) },
			options: { description: description() },
		}),
		get: operation({ ...gets(segment), request: 'GET /segments/{segment_id}', fields: { segment_id: record('Segment') } }),
		getMany: operation({
			...lists(segment),
			request: 'GET /segments',
			fields: {},
			options: { id: id('Segment ID'), name: name('e.g. Hamburgueria'), ...timestamps() },
		}),
		update: operation({
			...updates(segment),
			request: 'PUT /segments/{segment_id}',
			fields: { segment_id: record('Segment') },
			options: { name: name('e.g. Hamburgueria'), description: description() },
		}),
		delete: operation({ ...deletes(segment), request: 'DELETE /segments/{segment_id}', fields: { segment_id: record('Segment') } }),
	},
};

const zip = (displayName: string, at: string) => text(displayName, { at, description: 'Eight digits', placeholder: 'e.g. 90560002' });
/** PipeRun wants postal codes as numbers. */
const zips = (): Fields => ({
	cep_from: { ...zip('First Postal Code (CEP)', 'cep_from'), toWire: asNumber },
	cep_to: { ...zip('Last Postal Code (CEP)', 'cep_to'), toWire: asNumber },
});

function asNumber(given: unknown): number | undefined {
	const digits = String((given as string | number | null) ?? '').replace(/\D/g, '');
	return digits === '' ? undefined : Number(digits);
}

export const regionResource: Resource = {
	name: 'Region',
	description: 'Região',
	operations: {
		create: operation({
			...creates(region),
			request: 'POST /regions',
			fields: { name: required(name('e.g. Sul')) },
			options: { region_id: id('Parent Region ID'), leaders: ids('Leader IDs'), users: ids('User IDs'), ...zips() },
		}),
		get: operation({ ...gets(region), request: 'GET /regions/{region_id}', fields: { region_id: record('Region') } }),
		getMany: operation({
			...lists(region),
			request: 'GET /regions',
			fields: {},
			options: { name: name('e.g. Sul'), region_id: id('Region ID'), balance: id('Balance'), ...zips(), ...timestamps() },
		}),
		update: operation({
			...updates(region),
			request: 'PUT /regions/{region_id}',
			fields: { region_id: record('Region') },
			options: {
				name: name('e.g. Sul'),
				leaders: links('Leader IDs'),
				users: links('User IDs'),
				parent: id('Parent Region ID', undefined, 'region_id'),
				...zips(),
			},
		}),
		delete: operation({ ...deletes(region), request: 'DELETE /regions/{region_id}', fields: { region_id: record('Region') } }),
	},
};

const inactive = () => flag('Inactive', 'Whether the reason can no longer be chosen');

export const lostReasonResource: Resource = {
	name: 'Lost Reason',
	description: 'Motivo de perda',
	operations: {
		create: operation({
			...creates(lostReason),
			request: 'POST /lostReasons',
			fields: { name: required(name('e.g. Preço')) },
			options: { status: inactive() },
		}),
		get: operation({
			...gets(lostReason),
			request: 'GET /lostReasons/{lost_reason_id}',
			fields: { lost_reason_id: record('Lost Reason') },
		}),
		getMany: operation({ ...lists(lostReason), request: 'GET /lostReasons', fields: {}, options: { name: name('e.g. Preço') } }),
		update: operation({
			...updates(lostReason),
			request: 'PUT /lostReasons/{lost_reason_id}',
			fields: { lost_reason_id: record('Lost Reason') },
			options: { name: name('e.g. Preço'), status: inactive() },
		}),
		delete: operation({
			...deletes(lostReason),
			request: 'DELETE /lostReasons/{lost_reason_id}',
			fields: { lost_reason_id: record('Lost Reason') },
		}),
	},
};
