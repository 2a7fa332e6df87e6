import type { IDataObject } from 'n8n-workflow';

import { resources } from '../../nodes/AtendeAqui/operations';
import type { Fields } from '../../nodes/shared/kit/field';
import { buildRequest } from '../../nodes/shared/kit/request';
import { endpoints, matchRoute, violations } from '../contracts/atendeaquiContract';
import { rowsOf, samples, type Filling } from '../contracts/samples';

const rows = rowsOf(resources);

/** Free JSON has something in it: an empty one is not sent. */
function filled(fields: Fields, filling: Filling): IDataObject {
	const given = samples(fields, filling);
	const wanted = ([, { form }]: [string, Fields[string]]) => form.type === 'json' && (filling === 'everything' || form.required);
	for (const [name] of Object.entries(fields).filter(wanted)) given[name] = '{"company":"Acme"}';
	return given;
}

const request = (id: string, filling: Filling, changes: IDataObject = {}) => {
	const row = rows[id];
	const options = filling === 'everything' ? filled(row.options ?? {}, filling) : {};
	return buildRequest(row, { ...filled(row.fields, filling), ...options, ...changes });
};

describe.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('%s', (id, endpoint) => {
	it('has a row for its route', () => {
		const { method, path } = request(id, 'required');
		expect(matchRoute(method, path)?.endpoint.id).toBe(id);
	});

	it.each(['everything', 'required'] as const)('sends what the contract allows, with %s filled', (filling) => {
		const { query, body } = request(id, filling);
		expect(violations(endpoint, query ?? {}, body)).toEqual([]);
	});

	it('sends a body only where there is one', () => {
		expect(request(id, 'everything').body === undefined).toBe(endpoint.bodyType === 'none');
	});

	it('offers every documented key', () => {
		const { query, body } = request(id, 'everything');
		const paged = rows[id].paging ? ['page', 'page_size'] : [];
		const either = id === 'teamMember.add' ? ['user_id'] : [];
		expect([...Object.keys(query ?? {}), ...Object.keys(body ?? {}), ...paged, ...either].sort()).toEqual(
			[...Object.keys(endpoint.query), ...Object.keys(endpoint.body)].sort(),
		);
	});
});

it('has no row that the contract does not know', () => {
	expect(Object.keys(rows).sort()).toEqual(endpoints.map(({ id }) => id).sort());
});

describe('exact requests', () => {
	it('leaves out what is empty', () => {
		expect(request('client.create', 'required').body).toEqual({ full_name: 'Acme Ltda' });
		const empty = { email: '', phone: '', birthday: '', observations: '', clientId: '', preferredLanguage: 'pt-BR' };
		expect(request('client.create', 'required', empty).body).toEqual({ full_name: 'Acme Ltda' });
		const start = { name: '', email: '', metadata: '{}', clientId: '' };
		expect(request('progress.start', 'required', start).body).toEqual({ external_user_id: 'empresa-456' });
		expect(request('progress.completeStep', 'required').body).toEqual({ step_key: 'convidar-equipe' });
	});

	it('sends the language only when it is another one', () => {
		expect(request('client.create', 'required', { preferredLanguage: 'en-US' }).body).toMatchObject({ preferred_language: 'en-US' });
		expect(request('client.update', 'required', { preferredLanguage: 'pt-BR' }).body).toEqual({ preferred_language: 'pt-BR' });
	});

	it('sends all rights of a new member, false ones too', () => {
		const { body } = request('teamMember.add', 'required', { isPrimary: false, canCreateTickets: false });
		expect(body).toEqual({
			user_email: 'ana@example.com',
			is_primary: false,
			can_create_tickets: false,
			can_view_all_tickets: true,
			can_edit_client: false,
		});
	});

	it('adds a member by id instead of the email', () => {
		const { body } = request('teamMember.add', 'required', { addBy: 'id', memberUserId: 7, email: 'ana@example.com' });
		expect(body).toMatchObject({ user_id: 7 });
		expect(body).not.toHaveProperty('user_email');
		expect(() => request('teamMember.add', 'required', { addBy: 'email', email: '' })).toThrow(new RangeError('Email is empty'));
	});

	it('sends of a member only the rights that were added', () => {
		expect(buildRequest(rows['teamMember.update'], { clientId: '1', memberId: '7', canEditClient: true }).body).toEqual({
			can_edit_client: true,
		});
	});

	it('completes several steps, each with or without data', () => {
		const steps = {
			entry: [
				{ step: { value: 'perfil' }, stepData: { team: 10 } },
				{ step: 'tour', stepData: '{}' },
			],
		};
		expect(request('progress.completeSteps', 'required', { steps }).body).toEqual({
			steps: [{ step_key: 'perfil', step_data: { team: 10 } }, { step_key: 'tour' }],
		});
	});

	it('puts a call’s own flow key into the path, encoded, and the user’s id too', () => {
		expect(request('progress.get', 'required', { flowKey: ' f-1 ', userId: 'ana@example.com' }).path).toBe(
			'/onboarding/f-1/progress/ana%40example.com/',
		);
		expect(request('progress.get', 'required', { flowKey: '' }).path).toBe('/onboarding/flow-of-credential/progress/empresa-456/');
	});

	it('names the flow of a widget token in the header alone', () => {
		expect(request('widgetToken.create', 'required', { flowKey: 'f-1', userId: 'u' })).toMatchObject({
			path: '/onboarding/auth/token/',
			headers: { 'X-Onboarding-Key': 'f-1' },
			body: { ttl: 600, external_user_id: 'u' },
		});
		expect(request('widgetToken.create', 'required', { flowKey: '' })).not.toHaveProperty('headers');
	});

	it.each([
		['client.create', { fullName: '' }, 'Full Name is empty'],
		['client.create', { birthday: '31 de maio' }, 'Birthday is not a date: write it like 1990-05-31'],
		['progress.start', { userId: '' }, 'User ID is empty'],
		['progress.start', { userId: null }, 'User ID is empty'],
		['progress.start', { metadata: '[1]' }, 'Metadata must be a JSON object, like {"company": "Acme"}'],
		['progress.start', { metadata: 'company' }, 'Metadata is not valid JSON'],
		['progress.completeStep', { step: { value: '' } }, 'Step is empty'],
		['progress.completeStep', { userId: 'a/b' }, 'User ID must not contain a path'],
		['progress.updateMetadata', { metadata: '{}' }, 'Metadata is empty'],
		['widgetToken.create', { ttl: 59 }, 'Valid For must be a whole number from 60 to 3600'],
		['widgetToken.create', { ttl: 3601 }, 'Valid For must be a whole number from 60 to 3600'],
		['flow.get', { flow: { value: '..' } }, 'Flow must not contain a path'],
	])('%s with %j: %s', (id, values, message) => {
		expect(() => request(id, 'required', values as IDataObject)).toThrow(new RangeError(message));
	});

	it('repeats what may run twice, and nothing else', () => {
		const once = Object.keys(rows).filter((id) => !request(id, 'required').repeatable);
		expect(once.sort()).toEqual(['client.create', 'progress.restart', 'teamMember.add', 'teamMember.remove']);
	});
});
