import { readHours } from '../../shared/core/brazil/businessHours';
import { nationalHolidays } from '../../shared/core/brazil/holidays';
import { companyHours, type CompanyKey, type CompanySettings } from '../../shared/core/company/settings';
import { setMessageRules } from '../../shared/store/messageRules';
import type { Store } from '../../shared/store/store';

const TOLD: readonly string[] = ['weekday_hours', 'saturday_hours', 'sunday_hours', 'holidays', 'time_zone'] satisfies CompanyKey[];

/**
 * Hours and holidays that were told of the company hold for campaigns and reminders, too: nobody types them twice. *Set Message Rules* says otherwise for who wants
 * other hours there, until these are told anew.
 * @param channel the number of ours that they are of; empty is all of them
 * @param changed keys that were saved just now
 * @param settings what is in force for it
 * @param now epoch milliseconds: the holidays of that year and of the next one are closed
 */
export async function keepOpenHours(
	store: Store,
	channel: string,
	changed: readonly string[],
	settings: CompanySettings,
	now: number,
): Promise<void> {
	const typed = companyHours(settings);
	if (typed === null || !changed.some((key) => TOLD.includes(key))) return;
	const hours = readHours(typed);
	if (!hours) return;
	const year = new Date(now).getUTCFullYear();
	const list = [...[year, year + 1].flatMap(nationalHolidays), ...hours.holidays.map((day) => ({ day, name: '' }))];
	const years = [...new Set([year, year + 1, ...hours.holidays.map((day) => Number(day.slice(0, 4)))])];
	await setMessageRules(store, {
		channel,
		hours: hours.week,
		days: { list, years },
		limits: typed.timeZone ? { time_zone: hours.timeZone } : null,
	});
}
