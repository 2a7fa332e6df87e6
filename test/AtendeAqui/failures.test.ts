import { atendeAqui } from '../../nodes/AtendeAqui/api';

const complaint = (status: number, body: unknown) => atendeAqui.complaint(status, body, '/');
const shown = (status: number, body: unknown) => atendeAqui.explain!(status, complaint(status, body)!)!;

describe('complaint', () => {
	it.each([
		['a success', 200, { error: 'none' }, null],
		['no content', 204, '', null],
		['the code and the message', 400, { error: { code: 'STEP_NOT_FOUND', message: 'Não existe' } }, 'STEP_NOT_FOUND: Não existe'],
		['a message without code', 400, { error: { message: 'Não existe' } }, 'Não existe'],
		['a code without message', 400, { error: { code: 'NOT_FOUND' } }, 'NOT_FOUND: '],
		['a detail', 401, { detail: 'Token inválido.' }, 'Token inválido.'],
		['a detail with a code', 401, { detail: 'Expirou', code: 'TOKEN_EXPIRED' }, 'TOKEN_EXPIRED: Expirou'],
		['fields', 400, { email: ['Inválido.', 'Curto.'], phone: ['Longo.'] }, 'email: Inválido., Curto.; phone: Longo.'],
		['nested fields', 400, { steps: [{ step_key: ['Obrigatório.'] }] }, 'steps: step_key: Obrigatório.'],
		['no field', 400, { non_field_errors: ['Já existe.'] }, 'Já existe.'],
		['an error that is a text', 400, { error: 'ruim' }, 'ruim'],
		['a page of a proxy', 502, '<html>Bad gateway</html>', ''],
		['plain text', 500, ' boom ', 'boom'],
		['a list', 400, ['ruim'], '0: ruim'],
		['nothing', 503, null, ''],
	])('%s', (_, status, body, expected) => {
		expect(complaint(status, body)).toBe(expected);
	});

	it('cuts what is long', () => {
		expect(complaint(400, { detail: 'x'.repeat(9000) })).toHaveLength(500);
	});
});

describe('explain', () => {
	const code = (value: string) => ({ error: { code: value, message: 'Dito' } });
	it.each([
		['FLOW_NOT_FOUND', 404, 'notFound', 'does not know this flow', 'Flow Key'],
		['PROGRESS_NOT_FOUND', 404, 'notFound', 'has no progress of this user', 'Start the flow'],
		['NOT_FOUND', 404, 'notFound', 'did not find the record', 'id that was given'],
		['STEP_NOT_FOUND', 400, 'notFound', 'does not know this step', 'Choose the step from the list'],
		['STEP_NOT_SKIPPABLE', 400, 'rejected', 'does not let this step be skipped', 'Complete it instead'],
		['ORIGIN_NOT_ALLOWED', 403, 'unauthorized', 'does not accept calls from this origin', 'settings of the flow'],
		['VALIDATION_ERROR', 400, 'rejected', 'refused the values', 'Check the values'],
		['AUTH_REQUIRED', 401, 'unauthorized', 'does not accept the credential', '"API Token"'],
		['TOKEN_EXPIRED', 401, 'unauthorized', 'the token has expired', 'Make a new API token'],
		['PERMISSION_DENIED', 403, 'unauthorized', 'does not allow this', 'more rights'],
	])('%s', (given, status, kind, what, remedy) => {
		const failure = shown(status, code(given));
		expect(failure).toMatchObject({ kind, message: expect.stringMatching(new RegExp(`${what}.* \\(${given}\\): Dito$`)) });
		expect(failure.remedy).toContain(remedy);
	});

	it('takes the code before the status', () => {
		expect(shown(400, code('TOKEN_EXPIRED'))).toMatchObject({ kind: 'unauthorized' });
		expect(shown(500, code('PROGRESS_NOT_FOUND'))).toMatchObject({ kind: 'notFound' });
	});

	it.each([
		[401, 'unauthorized', 'AUTH_REQUIRED'],
		[403, 'unauthorized', 'AUTH_REQUIRED'],
		[404, 'notFound', 'NOT_FOUND'],
		[429, 'rateLimited', 'RATE_LIMITED'],
		[500, 'unavailable', 'SERVER_ERROR'],
		[503, 'unavailable', 'SERVER_ERROR'],
		[400, 'rejected', 'VALIDATION_ERROR'],
		[409, 'rejected', 'VALIDATION_ERROR'],
	])('without a code, %s is %s', (status, kind, implied) => {
		expect(shown(status, { detail: 'Dito' })).toMatchObject({ kind, message: expect.stringMatching(`\\(${implied}\\): Dito$`) });
		expect(shown(status, null).message).toMatch(new RegExp(`\\(${implied}\\)$`));
	});

	it('shows a code that it does not know, with the meaning of the status', () => {
		expect(shown(409, code('CLIENT_EXISTS'))).toMatchObject({
			kind: 'rejected',
			message: 'AtendeAqui refused the values (CLIENT_EXISTS): Dito',
		});
	});

	it('takes a field for no code', () => {
		expect(shown(400, { email: ['Inválido.'] }).message).toBe('AtendeAqui refused the values (VALIDATION_ERROR): email: Inválido.');
		expect(shown(400, { constructor: ['x'] }).message).toContain('constructor: x');
	});
});
