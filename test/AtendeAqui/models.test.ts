import { analytics, client, entriesOf, flow, flowSummary, member, progress, widgetToken } from '../../nodes/AtendeAqui/models';

describe('safe defaults', () => {
	it.each([
		['client', client, { client_id: '', birthday: '', is_active: true, preferred_language: 'pt-BR', team_members: [], team_count: 0 }],
		['member', member, { id: 0, can_create_tickets: true, can_edit_client: false, is_active: true }],
		['flow', flow, { name: '', flow_type: 'LINEAR', steps: [], flow_config: {}, step_count: 0 }],
		['progress', progress, { status: 'NOT_STARTED', steps_completed: [], step_data: {}, started_at: '', is_completed: false }],
		['analytics', analytics, { total_starts: 0, completion_rate: 0, step_drop_off: {} }],
		['widget token', widgetToken, { token: '', expires_in: 0 }],
	])('%s', (_, model, expected) => {
		for (const answer of [{}, null, undefined, '', [], 'text', 5]) expect(model(answer)).toMatchObject(expected);
	});

	it('replaces what is null or of the wrong shape, and keeps what is not known', () => {
		expect(progress({ external_user_name: null, steps_completed: null, step_data: 'x', client_id: null, news: 1 })).toMatchObject({
			external_user_name: '',
			steps_completed: [],
			step_data: {},
			client_id: '',
			news: 1,
		});
		expect(client({ team_members: {} })).toMatchObject({ team_members: [], team_count: 0 });
	});

	it('does not lend its own lists', () => {
		(progress({}).steps_completed as string[]).push('a');
		expect(progress({}).steps_completed).toEqual([]);
	});
});

it('counts the team where the vendor does not', () => {
	expect(client({ team_members: [{ id: 7 }, {}] })).toMatchObject({ team_count: 2, team_members: [{ id: 7, email: '' }, { id: 0 }] });
	expect(client({ team_members: [], team_count: 4 })).toMatchObject({ team_count: 4 });
});

it('fills the steps of a flow, and shows none in a list of flows', () => {
	expect(flow({ steps: [{ step_key: 'perfil', is_required: true }] })).toMatchObject({
		steps: [{ step_key: 'perfil', title: '', is_required: true, can_skip: false, step_type: 'INFO', step_config: {} }],
	});
	expect(flowSummary({ slug: 'a', total_starts: 3 })).toMatchObject({ slug: 'a', total_starts: 3, name: '' });
	expect(flowSummary({ slug: 'a' })).not.toHaveProperty('steps');
});

it('masks secrets in the data of the steps and in the metadata', () => {
	const found = progress({
		step_data: { 'configuracao-api': { api_token: 'EAAG-invented', provider: 'google' }, perfil: { time: 10 } },
		metadata: { company: 'Acme', webhook_secret: 'invented' },
		status: 'COMPLETED',
	});
	expect(found).toMatchObject({
		step_data: { 'configuracao-api': { api_token: '***', provider: 'google' }, perfil: { time: 10 } },
		metadata: { company: 'Acme', webhook_secret: '***' },
		is_completed: true,
	});
});

it.each([
	[[{ a: 1 }], [{ a: 1 }]],
	[{ results: [{ a: 1 }] }, [{ a: 1 }]],
	[{ results: null }, []],
	[{}, []],
	[null, []],
])('finds the entries of %j', (answer, entries) => {
	expect(entriesOf(answer)).toEqual(entries);
});
