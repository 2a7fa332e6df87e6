import { csvRows, decoded } from '../../../nodes/Conversation/campaign/csv';

const ANA = { telefone: '11999990001', nome: 'Ana' };

/** As programs write them: https://github.com/danbyte-net/danbyte/issues/171, https://github.com/formbricks/formbricks/pull/8172 */
it.each<[string, string, object[]]>([
	['commas', 'telefone,nome\n11999990001,Ana\n', [ANA]],
	["Excel's semicolons, a BOM and Windows' ends", '\uFEFFtelefone;nome\r\n11999990001;Ana\r\n', [ANA]],
	['tabs', 'telefone\tnome\n11999990001\tAna', [ANA]],
	['a hint of its own', 'sep=|\r\ntelefone|nome\r\n11999990001|Ana', [ANA]],
	['one column', 'telefone\n11999990001', [{ telefone: '11999990001' }]],
	['empty lines', 'telefone;nome\n\n11999990001;Ana\n;;\n\n', [ANA]],
	['a line that is too short', 'telefone;nome;cidade\n11999990001;Ana', [{ ...ANA, cidade: '' }]],
	['the other separator in a cell', 'nome;obs\nAna;"rua A, 10; fundos"', [{ nome: 'Ana', obs: 'rua A, 10; fundos' }]],
	['quotes and a line in a cell', 'nome,obs\n"Bar do ""Zé""","linha 1\nlinha 2"', [{ nome: 'Bar do "Zé"', obs: 'linha 1\nlinha 2' }]],
	['a quote inside of a word', 'nome,obs\nAna,tubo 3" preto', [{ nome: 'Ana', obs: 'tubo 3" preto' }]],
	['a separator in the quoted head', '"nome, completo";obs\nAna;x', [{ 'nome, completo': 'Ana', obs: 'x' }]],
])('%s', async (_, text, rows) => {
	expect(await csvRows(text)).toEqual(rows);
});

it.each([
	['', 'no line below'],
	['telefone;nome', 'no line below'],
	['nome\n"Ana', 'a quote'],
])('%j is told', async (text, problem) => {
	await expect(csvRows(text)).rejects.toThrow(problem);
});

it.each([
	['UTF-8', Buffer.from('Janaína', 'utf8')],
	['Windows-1252', Buffer.from('Janaína', 'latin1')],
	['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Janaína', 'utf16le')])],
])('accents in %s', (_, bytes) => {
	expect(decoded(bytes).replace('\uFEFF', '')).toBe('Janaína');
});
