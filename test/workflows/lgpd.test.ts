import { randomUUID } from 'node:crypto';

import { rowsOf, traces, type Rows } from '../database/everywhereForTests';
import { closeSql, sql } from '../setup/supabase';
import { knownEverywhere, openDesk, vendors, type Desk } from './lgpdForTests';

afterAll(closeSql);

let desk: Desk;
let protocol: string;
let person: Awaited<ReturnType<typeof knownEverywhere>>;
/** What other files left in this database. */
let stood: Rows;
const open = async (given?: Parameters<typeof openDesk>[0]) => {
	desk = await openDesk(given);
	stood = await rowsOf(NAMES);
	person = await knownEverywhere(desk);
	protocol = `LGPD-${randomUUID()}`;
};
afterEach(async () => {
	expect([desk.chatwoot.violations, desk.piperun.violations]).toEqual([[], []]);
	await desk.stop();
	// Others in this database look for the same words.
	await sql(`select erase_person($1, $2, 'teste', 'fim do teste')`, [person.phone, randomUUID()]);
	await sql(`delete from erasures`);
});

const NAMES = ['Zulmira', 'Quaresma', 'Xangril', 'zuzu@'];
const WORDS = [...NAMES, 'brigadeir'];
const SURE = { 'Como a identidade foi conferida': 'Documento com foto' };
const erase = async (given: object = {}) =>
	await desk.submit('Apagar tudo', {
		Pessoa: person.phone,
		'Para apagar, digite APAGAR': 'apagar',
		Protocolo: protocol,
		...SURE,
		...given,
	});
const code = async () => {
	const [{ text }] = await sql<{ text: string }>(
		`select payload ->> 'text' as text from outbox where phone = $1 and idempotency_key like 'identity:%' order by id desc limit 1`,
		[person.phone],
	);
	return /\*(\d{6})\*/.exec(text)![1];
};

it('tells the open requests with their deadline, and who somebody is by any id', async () => {
	await open();
	await sql(`update lgpd_requests set status = 'open', due_at = now() + interval '30 hours' where phone = $1`, [person.phone]);
	expect(desk.told(await desk.submit('Pedidos abertos'))).toMatch(new RegExp(`vence em 1 dia · exclusão · ${person.phone} · P-`));
	// The stand-ins count from one: what earlier files left in this database has the same numbers.
	for (const table of ['crm_links', 'chatwoot_links', 'onboardings']) await sql(`delete from ${table} where phone <> $1`, [person.phone]);
	const by = async (kind: string, id: string) =>
		desk.told(await desk.submit('Encontrar pessoa', { Pessoa: id, 'Tipo do identificador': kind }));
	for (const found of [
		await by('WhatsApp', `(11) ${person.phone.slice(4)}`),
		await by('Conversa no Chatwoot', String(person.conversation)),
		await by('Usuário da implantação', person.channel),
		await by('Negócio no PipeRun', String(desk.piperun.account.all('deals')[0].id)),
	])
		expect(found).toContain(`Zulmira Quaresma · ${person.phone}`);
	expect(await by('Pessoa no PipeRun', '1')).toBe('Não há cadastro com este identificador.');
}, 120_000);

it('gives nothing away, and changes nothing, before it is sure who asks', async () => {
	await open();
	const before = [vendors(desk), await traces(NAMES)];
	for (const what of ['Exportar dados', 'Corrigir um dado', 'Apagar tudo']) {
		const run = await desk.submit(what, { Pessoa: person.phone, 'Para apagar, digite APAGAR': 'APAGAR', 'Valor certo': 'Outra' });
		expect([what, desk.told(run), run.ran.includes('Arquivos')]).toEqual([
			what,
			expect.stringContaining('Falta conferir a identidade'),
			false,
		]);
	}
	expect(desk.told(await erase({ 'Para apagar, digite APAGAR': 'sim' }))).toContain('digite APAGAR');
	expect(desk.told(await desk.submit('Enviar código', { Pessoa: person.phone }))).toContain('Código enviado');
	const wrong = String((Number(await code()) + 1) % 1e6).padStart(6, '0');
	expect(desk.told(await erase({ 'Como a identidade foi conferida': 'Código', Código: wrong }))).toBe('O código não confere.');
	expect([vendors(desk), await traces(NAMES)]).toEqual(before);
}, 120_000);

it('exports everything of all stores as a page and as JSON', async () => {
	await open();
	await desk.submit('Enviar código', { Pessoa: person.phone });
	const run = await desk.submit('Exportar dados', { Pessoa: person.phone, Código: await code() });
	expect(run.error).toBeUndefined();
	const [{ html, data }] = run.items('Ler JSON') as Array<Record<string, string>>;
	const whole = JSON.parse(data) as { tables: Record<string, unknown[]>; Chatwoot: unknown; PipeRun: Record<string, unknown[]> };
	expect(Object.keys(whole.tables)).toEqual(
		expect.arrayContaining([
			'leads',
			'conversations',
			'inbox',
			'outbox',
			'sessions',
			'session_history',
			'opt_outs',
			'lgpd_requests',
			'onboardings',
			'audit_logs',
			'contact_ids',
			'crm_links',
		]),
	);
	expect(JSON.stringify(whole.Chatwoot)).toContain('quero brigadeirão para a Confeitaria');
	const inPipeRun = ['persons', 'deals', 'notes', 'activities', 'companies'].map((name) => `${whole.PipeRun[name].length} ${name}`);
	expect(inPipeRun).toEqual(['1 persons', '1 deals', '1 notes', '1 activities', '1 companies']);
	expect(data).not.toMatch(/Gêmeo|resume_url|lease_token|n8n\.example/);
	for (const seen of [
		'Cadastro',
		'Zulmira Quaresma',
		'Confeitaria Xangrilá',
		'zuzu@xangrila.example',
		'<h2>Chatwoot</h2>',
		'<h2>PipeRun</h2>',
	])
		expect(html).toContain(seen);
	expect(html).not.toMatch(/<script|Gêmeo/);
}, 120_000);

it('corrects a field with the old value and who did it in the audit', async () => {
	await open();
	const run = await desk.submit('Corrigir um dado', {
		Pessoa: person.phone,
		Campo: 'E-mail',
		'Valor certo': 'Certa@Exemplo.com.br',
		...SURE,
	});
	expect(desk.told(run)).toContain('Corrigido');
	expect(await sql(`select email from leads where phone = $1`, [person.phone])).toEqual([{ email: 'certa@exemplo.com.br' }]);
	const [{ changed_by, changes }] = await sql(
		`select changed_by, changes from audit_logs where entity_type = 'lead' order by id desc limit 1`,
	);
	expect([changed_by, changes]).toEqual([
		'ana@example.com',
		{ before: { email: 'zuzu@xangrila.example' }, after: { email: 'certa@exemplo.com.br' } },
	]);
	expect(
		desk.told(await desk.submit('Corrigir um dado', { Pessoa: person.phone, Campo: 'CNPJ', 'Valor certo': '123', ...SURE })),
	).toContain('cannot be used');
	await desk.submit('Corrigir um dado', { Pessoa: person.phone, Campo: 'Empresa', 'Valor certo': '', ...SURE });
	expect(await sql(`select company from leads where phone = $1`, [person.phone])).toEqual([{ company: null }]);
}, 120_000);

it('erases everywhere, tells what became of each thing, and forgets the receipt', async () => {
	await open();
	await desk.submit('Enviar código', { Pessoa: person.phone });
	const run = await erase({ Código: await code(), 'Como a identidade foi conferida': 'Código' });
	expect(run.error).toBeUndefined();
	const text = desk.told(run);
	for (const line of [
		protocol,
		'• Nosso banco de dados: ',
		'• Chatwoot: 1 conversa',
		'• Chatwoot: 1 contato',
		'• PipeRun: 1 nota',
		'• PipeRun: 1 atividade',
		'• PipeRun: 1 pessoa',
		'• PipeRun: 1 empresa',
		'• n8n: 1 execução salva',
		'1 negócio (o negócio fica sem os dados da pessoa, para a contabilidade)',
	])
		expect(text).toContain(line);
	for (const word of [...WORDS, person.phone, person.phone.slice(0, 4) + person.phone.slice(5)]) expect(vendors(desk)).not.toContain(word);
	for (const word of ['Gêmeo Outro', 'Ligar para o Gêmeo']) expect(vendors(desk)).toContain(word);
	expect([...desk.executions]).toEqual(['9999']);
	expect(await traces(NAMES, stood)).toEqual({});
	// The receipt is the one thing that is left, and goes.
	const rows = await sql<{ text: string }>(`select payload ->> 'text' as text from outbox where phone = $1`, [person.phone]);
	expect(rows).toEqual([{ text }]);
	await sql(`update outbox set status = 'sent', updated_at = now() - interval '11 minutes' where phone = $1`, [person.phone]);
	expect((await desk.play('A cada 10 minutos')).items('Esquecer comprovantes')).toEqual([{ forgotten: 1 }]);
	expect(await traces([person.phone])).toEqual({});
	expect(await sql(`select erased_by, identity, targets from erasures where protocol = $1`, [protocol])).toEqual([
		{ erased_by: 'ana@example.com', identity: 'code', targets: {} },
	]);
}, 120_000);

it('says what could not be erased, and does it with the same protocol later', async () => {
	await open();
	desk.piperun.faults.push({ kind: 'status', status: 403, times: Infinity, match: (route) => route.startsWith('DELETE /persons') });
	const first = desk.told(await erase());
	expect(first).toContain('• PipeRun: 1 pessoa (o token não tem permissão para apagar)');
	expect(vendors(desk)).toContain('Zulmira');
	desk.piperun.faults.clear();
	await erase();
	for (const word of WORDS) expect(vendors(desk)).not.toContain(word);
	expect(await sql(`select targets from erasures where protocol = $1`, [protocol])).toEqual([{ targets: {} }]);
}, 120_000);

it('says so where a system is not connected, and no key for the executions was given', async () => {
	await open({ connected: false, apiKey: false });
	const text = desk.told(await erase());
	expect(text).toContain('o Chatwoot não respondeu, ou não está ligado a este fluxo');
	expect(text).toContain('o PipeRun não respondeu, ou não está ligado a este fluxo');
	expect(text).toContain('• n8n: 1 execução salva (sem chave da API do n8n');
	expect(await traces(NAMES, stood)).toEqual({});
	expect(vendors(desk)).toContain('Zulmira');
}, 120_000);

it('leaves a contact and a company that are somebody else’s too', async () => {
	await open();
	const { state } = desk.chatwoot;
	const theirs = state.contactInboxes.find(({ source_id: id }) => id === person.phone)!;
	state.contactInboxes.find(({ source_id: id }) => id === person.twin)!.contact_id = theirs.contact_id;
	const [company] = desk.piperun.account.all('companies');
	desk.piperun.account.add('persons', { name: 'Sócia', company_id: company.id });
	const text = desk.told(await erase());
	expect(text).toContain('1 contato (o contato também é de outra pessoa)');
	expect(text).toContain('1 empresa (a empresa também é de outras pessoas)');
	expect(state.conversations.map(({ contactInbox }) => contactInbox.source_id)).toEqual([person.twin]);
	expect(desk.piperun.account.all('companies').map(({ id }) => id)).toContain(company.id);
}, 120_000);
