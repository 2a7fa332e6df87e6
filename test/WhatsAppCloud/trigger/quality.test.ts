import { randomInt } from 'node:crypto';

import { DELIVERIES } from '../../sandbox/graphWebhooks';
import { startVendor, type Answering } from './ratingForTests';
import { newPlace, type Place } from '../../setup/house';
import { closeSql, sandboxSupabase, sql } from '../../setup/supabase';
import { deliver, triggerOf } from './hook';

const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();
const NUMBER = '5531900009999';
let place: Place;
let meta: Answering;
beforeEach(async () => {
	// An id of Meta's: it stands in an address.
	place = { ...newPlace(), channel: `9${String(randomInt(1e12)).padStart(14, '0')}` };
	meta = await startVendor();
});
afterEach(async () => await meta.stop());
afterAll(closeSql);

const told = async (value: object, parameters = {}) => {
	const given = await triggerOf(
		{ messages: 'store', events: ['received'], ...parameters },
		{ phoneNumberId: place.channel, baseUrl: meta.baseUrl },
		{ supabaseApi: { host, serviceRole } },
	);
	const [entry] = DELIVERIES.phone_quality_throughput.entry as Array<{ changes: object[] }>;
	const change = { field: 'phone_number_quality_update', value: { display_phone_number: NUMBER, ...value } };
	return (await deliver(given, { object: 'whatsapp_business_account', entry: [{ ...entry, changes: [change] }] })).answered.status;
};
const kept = async () =>
	(await sql<{ quality: string }>('select quality from channel_pace where channel = $1', [place.channel]))[0]?.quality;

/** Events as Meta and others tell them: https://github.com/sarrazola/openlivery/pull/116 */
it.each([
	[{ event: 'FLAGGED', current_limit: 'TIER_10K' }, 'RED', 'RED'],
	[{ event: 'UNFLAGGED' }, 'YELLOW', 'YELLOW'],
	[{ event: 'THROUGHPUT_UPGRADE', max_daily_conversations_per_business: 'TIER_UNLIMITED' }, 'GREEN', 'GREEN'],
	[{ event: 'DOWNGRADE', old_limit: 'TIER_10K', current_limit: 'TIER_2K' }, 'YELLOW', 'YELLOW'],
	[{ event: 'ONBOARDING', current_limit: 'TIER_NOT_SET' }, 'UNKNOWN', undefined],
	[{ event: 'A_NEW_ONE' }, 'NA', undefined],
])('%j is an occasion to ask Meta, whose word is kept', async (value, rating, quality) => {
	meta.says({ display_phone_number: '+55 31 90000-9999', quality_rating: rating });
	expect(await told(value)).toBe(200);
	expect(await kept()).toBe(quality);
});

it('what is told of another number of the account is not ours', async () => {
	meta.says({ display_phone_number: '+55 31 90000-8888', quality_rating: 'RED' });
	expect(await told({ event: 'FLAGGED' })).toBe(200);
	expect(await kept()).toBeUndefined();
});

it('a token that may not ask leaves the event’s own word; Meta out of order has it delivered again', async () => {
	meta.refuses(403, { error: { code: 10, message: 'Permission denied' } });
	expect(await told({ event: 'FLAGGED' })).toBe(200);
	expect(await kept()).toBe('RED');
	expect(await told({ event: 'UNFLAGGED' })).toBe(200);
	expect(await kept()).toBe('GREEN');
	meta.refuses(503, { error: { code: 2, message: 'Service temporarily unavailable' } });
	expect(await told({ event: 'FLAGGED' })).toBe(503);
	expect(await kept()).toBe('GREEN');
}, 60_000);

it('the rating stops what nobody asked for, and lets it out again', async () => {
	const { rpc } = await import('../../database/client');
	await rpc('set_message_rules', { p_channel: place.channel, p_limits: { a_minute: 6000, first_day: null, a_day: null } });
	let asked = 0;
	const asks = async () =>
		(
			await rpc<{ verdict: string; reason?: string }>('queue_unasked', {
				p_message: {
					key: `${place.channel}:${++asked}`,
					channel: place.channel,
					phone: `${place.phone}${asked}`.slice(-13),
					purpose: 'campaign',
					payload: { text: 'Oi' },
				},
			})
		).reason;
	meta.says({ display_phone_number: NUMBER, quality_rating: 'RED' });
	await told({ event: 'FLAGGED' });
	expect(await asks()).toBe('number_quality');
	meta.says({ display_phone_number: NUMBER, quality_rating: 'GREEN' });
	await told({ event: 'UNFLAGGED' });
	expect(await asks()).toBeUndefined();
});
