import { linksIn, withoutLinks } from '../../../../nodes/shared/core/text/links';
import { processorTime } from '../../../setup/processorTime';

const hosts = (text: string, certain = true) =>
	linksIn(text)
		.filter((link) => link.certain === certain)
		.map(({ host, kind }) => (kind === 'email' ? `@${host}` : host));

describe('finds', () => {
	it.each([
		['veja https://evil.club/pix?a=1.', 'evil.club'],
		['evil.club/pix', 'evil.club'],
		['evil.club', 'evil.club'],
		['EVIL.CLUB', 'evil.club'],
		['acesse:evil.club!', 'evil.club'],
		['👉evil.top👈', 'evil.top'],
		['*loja.shop*', 'loja.shop'],
		['(www.loja.com.br)', 'loja.com.br'],
		['loja.com.br:8443/a', 'loja.com.br'],
		['wa.me/5511999990001', 'wa.me'],
		['pix.app', 'pix.app'],
		['padaria.rio, né', 'padaria.rio'],
		['http://localhost/x', 'localhost'],
		['http://2130706433/', '127.0.0.1'],
		['10.0.0.1:5678/webhook', '10.0.0.1'],
		['https://google.com@evil.club/x', 'evil.club'],
		['google.com@evil.club/x', 'evil.club'],
		['https://banco.com.br:443@evil.club', 'evil.club'],
		['ftp://arquivos.example.com', 'arquivos.example.com'],
		['javascript:alert(1)', ''],
		['Ligue tel:+5511999990001', ''],
		['whatsapp://send?phone=55', 'send'],
		['upi:pay?pa=x', ''],
		['intent://x.y#Intent;end', 'x.y'],
		['evil。club', 'evil.club'],
		['evil․club/pix', 'evil.club'],
		['ｅｖｉｌ．ｃｌｕｂ', 'evil.club'],
		['ev\u200Bil.cl\u00ADub', 'evil.club'],
		['evil[.]club', 'evil.club'],
		['evil (dot) club', 'evil.club'],
		['evil ponto com', 'evil.com'],
		['evil ponto com ponto br', 'evil.com.br'],
		['evil ponto com barra pix', 'evil.com'],
		['https:⁄⁄evil.club', 'evil.club'],
		['café.com', 'xn--caf-dma.com'],
		['xn--80ak6aa92e.com', 'xn--80ak6aa92e.com'],
		['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
		['loja.com. Obrigado', 'loja.com'],
		['github.com/a.b,c', 'github.com'],
	])('%s', (text, host) => {
		expect(hosts(text)).toEqual([host]);
	});

	it('several, each where it stands and as it stands', () => {
		const text = 'Oi 😀! Fale com ana@loja.com.br ou veja loja.com.br/catalogo (ou evil。club).';
		const links = linksIn(text);
		expect(links.map(({ text: link, kind, host }) => [link, kind, host])).toEqual([
			['ana@loja.com.br', 'email', 'loja.com.br'],
			['loja.com.br/catalogo', 'site', 'loja.com.br'],
			['evil。club', 'site', 'evil.club'],
		]);
		for (const { text: link, index } of links) expect(text.slice(index, index + link.length)).toBe(link);
	});

	it('an e-mail address, also of one who writes mailto', () => {
		expect(hosts('ana.lima+zap@exemplo.com.br')).toEqual(['@exemplo.com.br']);
		expect(linksIn('mailto:ana@exemplo.com')).toEqual([expect.objectContaining({ kind: 'url', scheme: 'mailto', host: 'exemplo.com' })]);
	});

	it.each(['раypal.com', 'https://аpple.com', 'evil.сom'])('letters of two scripts: %s', (text) => {
		expect(linksIn(text)).toEqual([expect.objectContaining({ mixedScripts: true, certain: true })]);
	});
});

describe('finds no link in', () => {
	it.each([
		'São 1.500 pães, v2.0, 10.30 h, 99.9%',
		'Padaria São João Ltda.',
		'Padaria S.A.',
		'A Sra. Ana, do R.H.',
		'catalogo.pdf e foto.jpg',
		'FBM100.Ok',
		'16h.Obrigado',
		'às 16:30, em 12/03/2026',
		'Nota: 5; prazo:amanhã',
		'oi...tudo bem?',
		'Hi.:D',
		'hello:...world',
		'CNPJ 11.222.333/0001-81, CEP 89.801-000',
		'ponto de encontro',
		'com.br',
		'192.168.0.1',
		'ana@empresa',
		'@marina no Instagram',
		'e/ou, km/h',
		'www',
		'',
	])('%s', (text) => {
		expect(linksIn(text)).toEqual([]);
	});
});

describe('is not sure of', () => {
	it.each([
		['Está pronto.As 16h', 'pronto. As'],
		['Gostei.Me liga', 'Gostei. Me'],
		['pedido.na loja', 'pedido. na'],
		['às 2.pm', '2. pm'],
		['fotos.zip', 'fotos. zip'],
		['readme.md', 'readme. md'],
		['Padaria Ltda.ME', 'Ltda. ME'],
		['Até amanhã.Bom dia', 'amanhã. Bom'],
		['Gostei.Casa bonita', 'Gostei. Casa'],
	])('%s', (text, apart) => {
		expect(linksIn(text)).toEqual([expect.objectContaining({ certain: false })]);
		expect(withoutLinks(text)).toContain(apart);
		expect(linksIn(withoutLinks(text))).toEqual([]);
	});

	it('a dot that is a word', () => {
		expect(hosts('é um ponto com muito movimento')).toEqual([]);
	});
});

describe('withoutLinks', () => {
	it.each([
		['evil.club/pix', ''],
		['Ana\nhttps://x.y', ''],
		['ana@evil.club', ''],
		['  Padaria  São João S.A. ', 'Padaria São João S.A.'],
	])('%j', (text, expected) => {
		expect(withoutLinks(text)).toBe(expected);
	});
});

it('finds a dot that is spelled behind a very long text', () => {
	expect(linksIn(`${'x '.repeat(200_000)}loja ponto com`)).toMatchObject([{ text: 'loja ponto com', host: 'loja.com', index: 400_000 }]);
});

it('takes linear time, and for a message some milliseconds at most, also where many tests share a machine', () => {
	const links = 'Veja loja.com.br/catalogo, ou ana@loja.com.br, evil。club 😀 e fotos.zip. ';
	const message = links + 'Olá! São 1.500 pães e R$ 10,50 de frete, às 16:30 h, na S.A. da Sra. Ana.Ok? '.repeat(60).slice(0, 3900);
	linksIn(message);
	const times = Array.from({ length: 20 }, () => {
		const began = processorTime();
		linksIn(message);
		return processorTime() - began;
	}).sort((a, b) => a - b);
	expect(times[10]).toBeLessThan(25);
	const began = processorTime();
	for (const text of [
		'a.'.repeat(50_000),
		'a@'.repeat(50_000),
		'http://'.repeat(15_000),
		'.'.repeat(100_000),
		'x'.repeat(100_000) + '.com',
		' ponto com'.repeat(10_000),
	])
		linksIn(text);
	expect(processorTime() - began).toBeLessThan(3000);
});
