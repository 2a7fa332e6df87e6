import { withParameters } from '../sandbox/publish';
import { repliesTo } from '../sandbox/story';
import { receivedText } from '../sandbox/zapiPayloads';
import { openCampaignForms, type CampaignForms } from './campaignForms';
import { eventually, rows, withSandbox } from './sandboxForTests';

const often = withParameters({ rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } });
const sandbox = withSandbox({ quietSeconds: 0, templates: ['bastidores', 'sdr-agent'], adjust: often });

const ALWAYS = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00', nationalHolidays: false };
/** What the template leaves to the operator. */
const FILLED: Record<string, object> = {
	'Planejar campanha': { text: '{Oi|Olá}, {primeiro_nome}! Chegou panetone.', consent: 'compraram conosco este ano' },
	'Horários e limites': { ...ALWAYS, limits: { aMinute: 600 } },
};
const [ANA, RUI, OUT] = ['5511999990501', '5511999990502', '5511999990503'];
/** As Excel in Portuguese saves it; Rui is in it twice, the second time without his ninth digit. */
const LIST = `Telefone;Nome\r\n(11) 99999-0501;Ana Souza\r\n11 99999-0502;Rui\r\n1199990502;Rui Costa\r\n${OUT};Otto\r\n12345;Ninguém\r\n`;

describe('a campaign, from the file to the answers', () => {
	let forms: CampaignForms;

	beforeAll(async () => {
		forms = await openCampaignForms(sandbox(), FILLED, often);
		await sandbox().zapi.deliver(receivedText({ phone: OUT, text: 'parem de me mandar mensagem' }));
		await eventually(
			async () => await rows(sandbox(), 'select 1 from opt_outs where phone = $1', [OUT]),
			({ length }) => length === 1,
		);
	});
	afterAll(async () => await forms?.close());

	const order = async (what: string) => await forms.order('natal', what);

	test('the forms are nobody’s without their password', async () => {
		for (const form of Object.values(forms.urls)) expect((await fetch(form)).status).toBe(401);
	});

	test('the list is looked at, with a reason for everybody who is skipped, and nothing is sent', async () => {
		const sent = sandbox().zapi.sent.length;
		const text = await forms.plan('natal', { name: 'lista.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST, 'latin1') });
		expect(text).toContain('5 na lista · 3 ficam de fora · 2 esperam');
		expect(text).toMatch(/pediu para não receber mensagens/);
		expect(text).toMatch(/a mesma pessoa já está na lista/);
		expect(sandbox().zapi.sent).toHaveLength(sent);
	});

	test('started, everybody who may gets it once, and an answer reaches the agent with what it is about', async () => {
		expect(await order('Começar')).toContain('Feito');
		const got = (phone: string) => repliesTo(sandbox(), phone).filter(({ body }) => /panetone/.test(String(body.message)));
		await eventually(
			() => [got(ANA).length, got(RUI).length],
			(counts) => counts.every((count) => count > 0),
			120_000,
		);
		expect(got(ANA)[0].body.message).toMatch(/^(Oi|Olá), Ana! Chegou panetone\.$/);
		sandbox().model.requests.length = 0;
		await sandbox().zapi.deliver(receivedText({ phone: ANA, text: 'Que legal, quais sabores?' }));
		await eventually(
			() => repliesTo(sandbox(), ANA),
			({ length }) => length > 1,
		);
		expect(JSON.stringify(sandbox().model.requests)).toContain('a nossa campanha');
		const text = await eventually(
			async () => await order('Ver andamento'),
			(seen) => seen.includes('terminou'),
			120_000,
		);
		expect(text).toMatch(/2 enviadas[\s\S]*1 responderam/);
		expect([got(ANA).length, got(RUI).length, got(OUT).length]).toEqual([1, 1, 0]);
	});
});
