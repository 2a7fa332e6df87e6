import { isOpen, parseIntervals, WEEKDAYS, type BusinessHours, type Weekday } from '../shared/core/businessHours';

export interface AttendanceOptions {
	timeZone?: string;
	weekdayHours?: string;
	saturdayHours?: string;
	sundayHours?: string;
	holidays?: string;
}

const WEEKEND: Partial<Record<Weekday, keyof AttendanceOptions>> = { saturday: 'saturdayHours', sunday: 'sundayHours' };

/**
 * A line for the model on whether people attend now, so that it promises a consultant "agora" or later; null when no hours were given.
 * @param at epoch milliseconds
 * @throws RangeError for hours or a time zone that cannot be read
 */
export function attendanceNote(options: AttendanceOptions, at: number): string | null {
	if (!options.weekdayHours && !options.saturdayHours && !options.sundayHours) return null;
	return isOpen(businessHours(options), at)
		? 'A equipe está em horário de atendimento agora.'
		: 'A equipe está fora do horário de atendimento: um consultor responde no próximo horário.';
}

function businessHours(options: AttendanceOptions): BusinessHours {
	const week = Object.fromEntries(WEEKDAYS.map((day) => [day, parseIntervals(String(options[WEEKEND[day] ?? 'weekdayHours'] ?? ''))]));
	return {
		timeZone: options.timeZone || 'America/Sao_Paulo',
		week: week as BusinessHours['week'],
		holidays: (options.holidays ?? '')
			.split(',')
			.map((date) => date.trim())
			.filter(Boolean),
	};
}
