import { timeoutFor } from '../../../nodes/shared/http/timeout';

const MEGABYTE = 1024 * 1024;

it.each([
	['no body', undefined, 10_000],
	['a text', { phone: '5511999990001', message: 'Olá' }, 10_000],
	['a photo of 1 MB as base64', { image: 'x'.repeat((MEGABYTE * 4) / 3) }, 12_796],
	['a file of 100 MB as base64', { document: 'x'.repeat((100 * MEGABYTE * 4) / 3) }, 289_620],
	['files in cards', { carousel: [{ image: 'x'.repeat(500_000) }, { image: 'x'.repeat(500_000) }] }, 12_000],
])('gives %s the time that it needs', (_, body, expected) => {
	expect(timeoutFor(10_000, body)).toBe(expected);
});

it('counts the files of a form', () => {
	const form = new FormData();
	form.append('content', 'Olá');
	form.append('attachments[]', new Blob([Buffer.alloc(5_000_000)]), 'a.bin');
	expect(timeoutFor(10_000, form)).toBe(20_000);
});

it('ends at ten minutes, and never below what any request may take', () => {
	expect(timeoutFor(10_000, { file: 'x'.repeat(400 * MEGABYTE) })).toBe(600_000);
	expect(timeoutFor(900_000, {})).toBe(900_000);
});
