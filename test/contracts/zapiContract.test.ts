import { endpoints, matchRoute, violations } from './zapiContract';

const ids = (method: string, path: string) => matchRoute(method, path).map(({ id }) => id);
const wrong = (method: string, path: string, query: Record<string, unknown>, body?: unknown) =>
	violations(matchRoute(method, path), query, body);

it('knows every documented operation once', () => {
	expect(endpoints.length).toBeGreaterThan(200);
	expect(new Set(endpoints.map(({ id }) => id)).size).toBe(endpoints.length);
});

it('finds the operations of a route, a literal one before one with parameters', () => {
	expect(ids('POST', '/send-text')).toEqual(expect.arrayContaining(['message.sendText', 'message.reply', 'group.mentionParticipants']));
	expect(ids('POST', '/catalogs/config')).toEqual(['catalog.saveConfig']);
	expect(ids('POST', '/catalogs/5511999990001')).toEqual(['catalog.getProductsByPhoneV2']);
	expect(ids('DELETE', '/queue/ABC')).toEqual(['queue.delete']);
	expect(ids('GET', '/send-text')).toEqual([]);
	expect(ids('DELETE', '/queue/')).toEqual([]);
});

it('accepts what one of the operations of a route accepts', () => {
	expect(wrong('POST', '/send-text', {}, { phone: '5511999990001', message: 'oi', delayTyping: 3 })).toEqual([]);
	expect(wrong('POST', '/modify-chat', {}, { phone: '5511999990001', action: 'unpin' })).toEqual([]);
	expect(wrong('POST', '/contacts/add', {}, [{ firstName: 'Ana', phone: '5511999990001' }])).toEqual([]);
	expect(wrong('GET', '/status', {})).toEqual([]);
});

it.each([
	['unknown key', '/send-text', { phone: '1', message: 'oi', mesage: 'oi' }, 'body.mesage: is not documented'],
	['missing key', '/send-text', { phone: '1' }, 'body.message: is required'],
	['wrong type', '/send-text', { phone: 1, message: 'oi' }, 'body.phone: must be string'],
	['null', '/send-text', { phone: '1', message: null }, 'body.message: must be string'],
	['mask in the phone', '/send-text', { phone: '+55 11 99999-0001', message: 'oi' }, 'body.phone: must be digits only, or a chat id'],
	['too much', '/send-text', { phone: '1', message: 'oi', delayTyping: 16 }, 'body.delayTyping: must be at most 15'],
	['too little', '/send-text', { phone: '1', message: 'oi', delayMessage: 0 }, 'body.delayMessage: must be at least 1'],
	['bad word', '/modify-chat', { phone: '1', action: 'destroy' }, expect.stringContaining('body.action: must be one of')],
	[
		'empty text',
		'/send-button-list',
		{ phone: '1', message: '', buttonList: { buttons: [] } },
		'body.message: must be at least 1 characters',
	],
	['nested', '/send-poll', { phone: '1', message: 'oi', poll: [{ nome: 'a' }] }, 'body.poll[0].nome: is not documented'],
	['no object', '/send-text', [], 'body: must be a JSON object'],
])('finds a violation: %s', (_, path, body, violation) => {
	expect(wrong('POST', path, {}, body)).toContainEqual(violation);
});

it('checks the query as words', () => {
	expect(wrong('GET', '/chats', { page: '1', pageSize: '10' })).toEqual([]);
	expect(wrong('GET', '/chats', { page: 'one', pageSize: '10' })).toEqual(['query.page: must be integer']);
	expect(wrong('DELETE', '/messages', { messageId: 'A', phone: '1', owner: 'yes' })).toEqual(['query.owner: must be true or false']);
	expect(wrong('GET', '/status', { verbose: '1' })).toEqual(['query.verbose: is not documented']);
});

it('demands https, and accepts http on this machine', () => {
	const set = (value: string) => wrong('PUT', '/update-webhook-received', {}, { value });
	expect(set('https://n8n.example.com/webhook/a')).toEqual([]);
	expect(set('http://127.0.0.1:5678/webhook/a')).toEqual([]);
	expect(set('http://n8n.example.com/webhook/a')).toEqual(['body.value: must be an https URL']);
	expect(set('')).toEqual(['body.value: must be an https URL']);
});
