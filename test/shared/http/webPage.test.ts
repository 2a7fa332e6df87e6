import { atendeAqui } from '../../../nodes/AtendeAqui/api';
import { chatwoot } from '../../../nodes/Chatwoot/api';
import { pipeRun } from '../../../nodes/PipeRun/api';
import { answeredFailure, complaintOf } from '../../../nodes/shared/http/send';
import { zApi } from '../../../nodes/ZApi/api';

const PAGE = '<!DOCTYPE html><html><title>Loja</title></html>';
const failure = (vendor: typeof zApi, statusCode: number, body: unknown) => {
	const answer = { statusCode, body, headers: {} } as never;
	const complaint = complaintOf(vendor, answer, '/send-text');
	return complaint === null ? null : answeredFailure(answer, complaint, vendor);
};

describe.each([zApi, chatwoot, pipeRun, atendeAqui])('$name', (vendor) => {
	it.each([
		['a page for every address', 200, PAGE],
		['a page that it is not there', 404, '\n<html><h1>404</h1></html>'],
		['a page that refuses the method', 405, '<html>405 Not Allowed</html>'],
		['the XML of a store of files', 404, '<?xml version="1.0"?><Error/>'],
	])('%s is another’s: nothing was sent, and the field is named', (_, status, body) => {
		expect(failure(vendor, status, body)).toMatchObject({
			kind: 'misaddressed',
			status,
			mayHaveActed: false,
			message: expect.stringContaining(`${vendor.name} answered with a web page instead of data`),
			remedy: expect.stringContaining('"Base URL"'),
		});
	});

	it.each([
		[502, 'unavailable'],
		[503, 'unavailable'],
		[401, 'unauthorized'],
		[403, 'unauthorized'],
	])('a page with status %i may be of a gateway before it', (status, kind) => {
		expect(failure(vendor, status, PAGE)).toMatchObject({ kind });
	});

	it('a text with a tag in it is none', () => {
		expect(failure(vendor, 200, { data: [], value: '<p>Olá</p>' })).toBeNull();
	});
});
