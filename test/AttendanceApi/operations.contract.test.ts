import type { IDataObject } from 'n8n-workflow';

import { resources } from '../../nodes/AttendanceApi/operations';
import type { Way } from '../../nodes/AttendanceApi/ways';
import type { Fields } from '../../nodes/shared/kit/field';
import { endpointOf, endpoints, type Dialect } from '../contracts/attendanceApiContract';
import { samples, type Filling } from '../contracts/samples';
import { api, paths, run, withServer } from './nodeForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

type Case = [id: string, resource: string, operation: string, way: Way];
const casesOf = (dialect: Dialect): Case[] =>
	Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).flatMap(([operation, two]): Case[] => {
			const way = two[dialect];
			return way ? [[`${resource}.${operation}`, resource, operation, way]] : [];
		}),
	);

/** What a sample of a form cannot know: what is there, and what the server's own rules want. */
const GIVEN: Record<string, () => unknown> = {
	conversationId: () => api.state.conversations[0].id,
	user: () => ({ __rl: true, mode: 'id', value: '12' }),
	attendant: () => ({ __rl: true, mode: 'id', value: '12' }),
	assignedTo: () => ({ __rl: true, mode: 'id', value: '12' }),
	email: () => 'caio@provedor.example',
	password: () => 'Fibra2026!',
	newPassword: () => 'Fibra2026!',
	verifyToken: () => 'segredo-de-teste',
	appSecret: () => 'segredo-do-app',
	contacts: () => [{ phone: '5531900000001', params: ['Ana'] }],
	buttons: () => [{ sub_type: 'url', parameters: [{ type: 'text', text: 'abc' }] }],
	recipients: () => '5531900000001, 5531900000002',
	sessionId: () => 'sess_1',
	response: () => 'Reinicie o modem.',
};
const filled = (fields: Fields, filling: Filling): IDataObject =>
	Object.fromEntries(
		Object.entries(samples(fields, filling)).map(([name, value]) => [
			name,
			name in GIVEN && (filling === 'everything' || fields[name].form.required || fields[name].form.type === 'json')
				? GIVEN[name]()
				: value,
		]),
	) as IDataObject;

/** Broken in the code that was read, as its stand-in is. */
const BROKEN = /^(chatbotTraining\.|dashboard\.getPerformance|whatsApp\.sendBulk)/;
/** By the socket, and a server's own addition: see their own tests. */
const ELSEWHERE = /^(conversation\.setTyping|queue\.takeNext)$/;
/** Changes of nothing are refused before they are sent. */
const CHANGES = /^(user|conversation)\.update$/;

describe.each(['documented', 'v2'] as const)('the dialect %s', (dialect) => {
	withServer(dialect);
	const met = new Set<string>();
	const note = () => api.requests.forEach(({ method, path }) => met.add(pathOf(dialect, method, path)));

	describe.each(casesOf(dialect).filter(([id]) => !ELSEWHERE.test(id)))('%s', (id, resource, operation, way) => {
		it.each(['everything', 'required'] as const)('is what the server takes, with %s filled', async (filling) => {
			const conversation = api.state.open({ assignedTo: 7 });
			api.state.says(conversation, 'Bom dia, estou sem sinal');
			const options = filling === 'everything' ? filled(way.options ?? {}, filling) : {};
			const result = await run(resource, operation, { ...filled(way.fields, filling), options, returnAll: true });
			note();
			expect(api.violations).toEqual([]);
			const isBroken = dialect === 'v2' && BROKEN.test(id);
			const isEmpty = filling === 'required' && CHANGES.test(id);
			const told = isBroken ? 'status 500' : isEmpty ? 'Nothing is to be changed' : '';
			expect([id, isBroken || isEmpty, result.error?.message ?? '']).toEqual([
				id,
				result.error !== undefined,
				expect.stringContaining(told),
			]);
		});
	});

	it('leaves none of its calls out', async () => {
		await run('session', 'logIn');
		Object.assign(api.logins.habits, { givesRefresh: true });
		await run('session', 'logIn');
		await run('session', 'renew');
		await run('session', 'logOut');
		note();
		const known = endpoints[dialect].map(({ method, path }) => `${method} ${path}`);
		expect(known.filter((one) => !met.has(one) && !STANDS_FOR[one])).toEqual([]);
	});
});

/** Routes of the code dialect that do the same as another one of its routes. */
const STANDS_FOR: Record<string, string> = {
	'GET /whatsapp/v2/webhook': 'GET /whatsapp/webhook',
	'POST /whatsapp/v2/webhook': 'POST /whatsapp/webhook',
};

const pathOf = (dialect: Dialect, method: string, path: string): string => {
	const endpoint = endpointOf(dialect, method, path);
	return endpoint ? `${endpoint.method} ${endpoint.path}` : `${method} ${path}`;
};

describe.each([
	['documented', 'v2'],
	['v2', 'documented'],
] as const)('what only another dialect than %s has', (dialect, other) => {
	withServer(dialect);
	const lacking = casesOf(other).filter(([, resource, operation]) => resources[resource].operations[operation][dialect] === undefined);

	it('is something', () => {
		expect(lacking.length).toBeGreaterThan(0);
	});

	it.each(lacking)('%s: is told before anything is asked', async (_, resource, operation, { fields }) => {
		api.state.open();
		const { error } = await run(resource, operation, filled(fields, 'required'));
		expect(error?.message).toMatch(/^".+: .+" does not exist in the dialect "(Documented|Code \(V2\))" of the credential$/);
		expect(error?.description).toBeTruthy();
		expect(paths()).toEqual([]);
	});
});

describe('a field that only the other dialect has', () => {
	withServer('v2');

	it('is told before anything is asked, and named', async () => {
		const { error } = await run('conversation', 'getMany', { options: { channel: 'web' } });
		expect(error?.message).toBe('The field "Channel" does not exist in the dialect "Code (V2)" of the credential');
		expect(paths()).toEqual([]);
	});
});
