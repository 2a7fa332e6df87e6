import { FIRST_CONTACT_FALLBACK } from '../../nodes/SdrAgent/prompts';
import { noticesOf } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { openBundledShop, type BundledShop } from './bundledShop';

let shop: BundledShop;
beforeAll(async () => {
	// Of a message that says "certo" it gives hours, of any other what is none.
	shop = await openBundledShop({ options: { weekdayHours: '={{ $json.text.includes("certo") ? "08:00-18:00" : "horário comercial" }}' } });
});
afterAll(async () => {
	await shop.stop();
	await closeSql();
});

const PHONE = '5511999990801';
const told = async () => await noticesOf({ channel: shop.number.channel, phone: PHONE });
/** As the team reads it: what was told before is not told again. */
const read = async () =>
	await sql(`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice'`, [shop.number.channel]);

it('a field that cannot be used leaves the agent on line; the team is told once, and once that it is over', async () => {
	await shop.deliver({ phone: PHONE, text: 'Oi' });
	expect(shop.sentTo(PHONE)).toEqual([FIRST_CONTACT_FALLBACK]);
	await shop.deliver({ phone: PHONE, text: 'Bom dia' });
	expect(shop.sentTo(PHONE)).toHaveLength(2);
	expect(shop.model.requests).toEqual([]);
	expect(await told()).toEqual(['integration_down']);
	const [{ payload }] = await sql<{ payload: { error: string } }>(`select payload from outbox where channel = $1 and kind = 'notice'`, [
		shop.number.channel,
	]);
	expect(payload.error).toMatch(/^o nó "Agente SDR" tem um campo que não pode ser usado: "horário comercial" is not a time range/);

	await read();
	await shop.deliver({ phone: PHONE, text: 'certo, obrigado' });
	expect(shop.model.requests).toHaveLength(1);
	expect(await told()).toEqual(['integration_down', 'integration_up']);

	// Now there is something to go on with.
	await read();
	await shop.deliver({ phone: PHONE, text: 'e agora?' });
	expect(shop.model.requests).toHaveLength(2);
}, 60_000);
