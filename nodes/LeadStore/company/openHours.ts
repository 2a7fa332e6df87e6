import { readHours } from '../../shared/core/brazil/businessHours';
import { nationalHolidays } from '../../shared/core/brazil/holidays';
import { companyHours, type CompanyKey, type CompanySettings } from '../../shared/core/company/settings';
import { readCompany } from '../../shared/store/company';
import { isSameWeek, NO_HOURS, setMessageRules } from '../../shared/store/messageRules';
import type { Store } from '../../shared/store/store';

const TOLD = ['weekday_hours', 'saturday_hours', 'sunday_hours', 'holidays', 'time_zone'] as const satisfies CompanyKey[];

/**
 * Hours and holidays that are told of the company hold for campaigns and reminders, too: nobody types them twice. *Set Message Rules* says otherwise for who wants
 * other hours there, until these are told anew. Called before they are saved: where either fails, the same form sent once more does both.
 * @param channel the number of ours that they are of; empty is all of them
 * @param settings what is about to be saved; null takes one back
 * @param now epoch milliseconds: the holidays of that year and of the next one are closed
 */
export async function keepOpenHours(
	store: Store,
	channel: string,
	settings: Partial<Record<CompanyKey, unknown>>,
	now: number,
): Promise<void> {
	if (!Object.keys(settings).some((key) => (TOLD as readonly string[]).includes(key))) return;
	const { told, in_force: before } = await readCompany(store, channel);
	const ofAll = channel === '' ? {} : (await readCompany(store, '')).in_force;
	const own = Object.entries({ ...told, ...settings }).filter(([, value]) => value !== null);
	const after: CompanySettings = { ...ofAll, ...Object.fromEntries(own) };
	const typed = companyHours(after);
	if (!TOLD.some((key) => before[key] !== after[key])) return;
	const hours = typed && readHours(typed);
	if (!hours) return await takeBack(store, channel, before);
	const year = new Date(now).getUTCFullYear();
	const list = [...[year, year + 1].flatMap(nationalHolidays), ...hours.holidays.map((day) => ({ day, name: '' }))];
	const years = [...new Set([year, year + 1, ...hours.holidays.map((day) => Number(day.slice(0, 4)))])];
	const limits = typed.timeZone ? { time_zone: hours.timeZone } : null;
	await setMessageRules(store, { channel, hours: hours.week, days: { list, years }, limits });
}

/** Hours that are taken back altogether hold no longer: nothing that nobody asked for goes out until others are told. Those that *Set Message Rules* put in their place stay. */
async function takeBack(store: Store, channel: string, before: CompanySettings): Promise<void> {
	const typed = companyHours(before);
	const were = typed && readHours(typed);
	if (!were) return;
	const { hours } = await setMessageRules(store, { channel, hours: null, days: null, limits: null });
	if (isSameWeek(were.week, hours)) await setMessageRules(store, { channel, hours: NO_HOURS, days: null, limits: null });
}
