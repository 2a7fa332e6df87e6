import type * as QuickWaits from '../setup/quickWaits';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { TEAM_PHONE } from '../sandbox/demoCompany';
import { sql } from '../setup/supabase';
import { openHouse, type House } from './house';
import type { CompanyNumber, Message } from './numbers';
import { withOwnDatabase } from './withOwnDatabase';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

withOwnDatabase();

/** A company with a number at Z-API and one at Meta, in one workflow; one customer writes on both. */
let house: House;
let zapi: CompanyNumber;
let cloud: CompanyNumber;
let phone: string;
beforeAll(async () => {
	house = await openHouse(['zapi', 'whatsapp_cloud']);
	[zapi, cloud] = house.numbers;
});
afterEach(() => {
	expect([zapi.violations(), cloud.violations(), house.published().failures]).toEqual([[], [], []]);
});
afterAll(async () => await house.stop());
beforeEach(() => {
	phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
});

const sentBy = (number: CompanyNumber, to = phone) => number.sent().filter((message) => message.to === to);
const counts = () => [sentBy(zapi).length, sentBy(cloud).length];
/** Somebody writes on a number, and all that came in is decided on. */
async function says(number: CompanyNumber, message: Omit<Message, 'phone'>): Promise<void> {
	await house.arrives({ phone, ...message }, number);
	const open = async () => await sql(`select from inbox where status in ('waiting', 'claimed') or undecided`);
	const running = async () => await sql(`select from turns where status not in ('sent', 'silent', 'failed', 'discarded', 'released')`);
	for (const deadline = Date.now() + 15_000; (await open()).length + (await running()).length > 0; await sleep(20))
		if (Date.now() > deadline) throw new Error('Something that came in is never decided on');
}
const modes = async () => (await sql<{ mode: string }>('select mode from sessions where phone = $1', [phone])).map(({ mode }) => mode);

it('each number answers by its own provider, and both know the customer as one lead', async () => {
	await says(zapi, { text: 'Oi, sou a Marina' });
	await says(cloud, { text: 'fico em Chapecó/SC' });
	expect(counts()).toEqual([1, 1]);
	expect(await sql('select name, city from leads where phone = $1', [phone])).toEqual([{ name: 'Marina', city: 'Chapecó' }]);
	const sessions = await sql('select channel from sessions where phone = $1 order by channel', [phone]);
	expect(sessions.map(({ channel }) => channel)).toEqual([zapi.channel, cloud.channel].sort());
});

it.each([
	['Z-API, heard of on the official number', () => [zapi, cloud]],
	['the official number, heard of on Z-API', () => [cloud, zapi]],
])('who takes over by typing on the phone of %s, has the customer on both until they give back', async (_, numbers) => {
	const [typed, other] = numbers();
	await says(typed, { text: 'Oi' });
	await says(typed, { text: 'Oi, aqui é a Ana', fromMe: true });
	const before = counts();
	await says(other, { text: 'tem alguém?' });
	expect(counts()).toEqual(before);
	await says(typed, { text: '/liberar', fromMe: true });
	await says(other, { text: 'e o preço?' });
	expect(sentBy(other).length).toBeGreaterThan(0);
	expect((await modes()).filter((mode) => mode === 'human')).toEqual([]);
});

it('an opt-out on one of them is one on both', async () => {
	await says(cloud, { text: 'não quero mais receber mensagens, parem' });
	const won = { event: 'won', eventKey: `won:${phone}`, phone, deal: { id: 4711, title: 'Lead', status: 1 } };
	await house.play('crm-back-to-whatsapp', 'Mudança no PipeRun', [won]);
	const before = counts();
	await house.sendsDue();
	expect(counts()).toEqual(before);
});

it('what is due later goes by the number that the customer wrote on last', async () => {
	await says(zapi, { text: 'Oi' });
	await says(cloud, { text: 'Agora por aqui' });
	const before = counts();
	const won = { event: 'won', eventKey: `won:${phone}`, phone, deal: { id: 4711, title: 'Lead', status: 1 } };
	await house.play('crm-back-to-whatsapp', 'Mudança no PipeRun', [won]);
	expect((await house.sendsDue()).error).toBeUndefined();
	expect(counts()).toEqual([before[0], before[1] + 1]);
});

const signsUp = async () => {
	const signup = { id: `empresa-${phone}`, name: 'Ana Souza', email: `a${phone}@example.com`, phone, company: 'Acme' };
	await house.play('onboarding', 'Novo cadastro', [{ headers: {}, params: {}, query: {}, body: signup }]);
	await house.sendsDue();
	return [sentBy(zapi).map(({ text }) => text), sentBy(cloud).map(({ text }) => text)];
};

it('what is about no conversation goes by Z-API, which may write to anybody: to who signs up and never wrote, and to the team', async () => {
	await says(cloud, { text: 'Oi' });
	phone = phone.replace(/\d$/, (last) => String((Number(last) + 1) % 10));
	expect(await signsUp()).toEqual([[expect.stringContaining('Olá, Ana!')], []]);
	const failed = { workflow: { id: 'w', name: `Fluxo ${phone}` }, execution: { error: { message: 'Quebrou' } } };
	expect((await house.play('bastidores', 'Um fluxo falhou', [failed])).error).toBeUndefined();
	const alerts = (number: CompanyNumber) => sentBy(number, TEAM_PHONE).filter(({ text }) => text.includes('Quebrou')).length;
	expect([alerts(zapi), alerts(cloud)]).toEqual([1, 0]);
});

it('a Z-API number on which nobody spoke for a week is not taken for that: it may have been given up', async () => {
	await sql(`update sessions set updated_at = updated_at - interval '8 days' where channel = $1`, [zapi.channel]);
	expect(await signsUp()).toEqual([[], [expect.stringContaining('Olá, Ana!')]]);
});
