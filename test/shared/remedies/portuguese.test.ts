import { bothLines, inPortuguese, remedyInPortuguese, shownRemedy } from '../../../nodes/shared/remedies/portuguese';
import { actionFor } from '../../../nodes/WhatsAppCloud/errors';
import { VendorError } from '../../../nodes/shared/http/errors';
import { remedies } from './sources';

const written = remedies();

it('finds the remedies in the sources', () => {
	expect(written.length).toBeGreaterThan(90);
	expect(written.map(({ text }) => text)).toEqual(
		expect.arrayContaining([
			'Copy it again from Chatwoot: Profile Settings → Access Token.',
			'Choose another number under "Port", here and in the proxy in front of it.',
			'Say in a few words what is to be learned.',
			'Run it again.',
		]),
	);
});

it.each(written)('$file: "$text" is told in Portuguese too', ({ text }) => {
	expect([null, text, '']).not.toContain(remedyInPortuguese(text));
});

it('so is what each code of Meta asks for', () => {
	const asked = new Set<string>();
	for (let code = 0; code < 3_000_000; code = code < 140_000 ? code + 1 : code + 1000) asked.add(actionFor(code).remedy);
	expect(asked.size).toBeGreaterThan(40);
	expect([...asked].filter((remedy) => remedyInPortuguese(remedy) === null)).toEqual([]);
});

it.each([
	[
		'what is filled in stands in both',
		{
			remedy:
				'Fill in "Nome do assistente" in the form of the workflow "Configurar a empresa" (configurar.json), or "Persona Name" in this node.',
		},
		'Preencha "Nome do assistente" no formulário do fluxo "Configurar a empresa" (configurar.json), ou "Persona Name" neste nó.',
	],
	[
		'signs of a pattern are signs',
		{ remedy: 'Use one of {nome}, {empresa}, or take the braces away.' },
		'Use um destes: {nome}, {empresa}; ou tire as chaves.',
	],
	[
		'a message that has no remedy',
		new RangeError('"horário comercial" is not a time range. Write it like 08:00-12:00.'),
		'"horário comercial" não é um horário. Escreva como 08:00-12:00.',
	],
	['a field that nobody foresaw', new RangeError('Sections are too many'), 'Corrija neste nó o campo citado acima.'],
	[
		'a refusal that nobody foresaw',
		new VendorError({ kind: 'notFound', message: 'x', remedy: 'Look for it.' }),
		'Confira os IDs informados.',
	],
	["a model's own sentence", { remedy: 'x', failure: { sentence: 'A conta está sem crédito.' } }, 'A conta está sem crédito.'],
	["somebody else's error", new Error('socket hang up'), null],
	['something that is no error', undefined, null],
	['a kind of something else', { kind: 'constructor' }, null],
])('%s', (_, error, portuguese) => {
	expect(inPortuguese(error)).toBe(portuguese);
});

it('a remedy stays as it is where there is no line, and an empty one is none', () => {
	expect([bothLines('Come back on Monday.', null), bothLines('', null), bothLines(undefined, 'Volte.')]).toEqual([
		'Come back on Monday.',
		undefined,
		'Volte.',
	]);
	expect(shownRemedy({ remedy: 'Run it again.' })).toBe('Run it again.\nRode de novo.');
});
