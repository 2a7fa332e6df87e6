import * as secretForms from '../../../nodes/shared/http/secretForms';
import { neverShow, redact } from '../../../nodes/shared/http/redact';

// The real one runs: only its calls are counted.
jest.mock('../../../nodes/shared/http/secretForms', () => {
	const { formsOf } = jest.requireActual<typeof secretForms>('../../../nodes/shared/http/secretForms');
	return { formsOf: jest.fn(formsOf) };
});
const counted = jest.mocked(secretForms.formsOf);
const times = (secret: string) => counted.mock.calls.filter(([one]) => one === secret).length;

it('makes the forms of a secret once, however often it is looked for', () => {
	neverShow(['opened-credential-1']);
	for (let n = 0; n < 20; n++) {
		expect(redact(`said ${encodeURIComponent('given/secret+2')} and opened-credential-1`, ['given/secret+2'])).toBe('said *** and ***');
		neverShow(['opened-credential-1']);
	}
	expect([times('opened-credential-1'), times('given/secret+2')]).toEqual([1, 1]);
});

it('still finds the newest after many others', () => {
	for (let n = 0; n < 500; n++) expect(redact(`x one-of-many-${n}-secret y`, [`one-of-many-${n}-secret`])).toBe('x *** y');
	expect(redact('x one-of-many-3-secret y', ['one-of-many-3-secret'])).toBe('x *** y');
	expect(redact('nothing secret here', ['one-of-many-3-secret'])).toBe('nothing secret here');
});
