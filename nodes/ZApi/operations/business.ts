import { choice, converted, entries, longText, onlyWhen, required, text, type Field } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { lines } from '../lists';
import { whole } from '../paging';
import { contact } from '../pickers';

const BUSINESS_ONLY = 'Works on WhatsApp Business numbers only.';

/** Sent even when empty, which is how the vendor takes a value away. */
const clearable = (field: Field, empty: unknown): Field => ({ ...field, toWire: (value) => field.toWire(value) ?? empty });

const set = (request: `POST /${string}`, what: string, value: Field): Operation => ({
	name: `Set ${what}`,
	action: `Set company ${what.toLowerCase()}`,
	description: `Change the ${what.toLowerCase()} on the company's WhatsApp profile; empty takes it away`,
	request,
	notice: BUSINESS_ONLY,
	fields: { value: clearable(value, '') },
	repeatable: true,
});

const time = (displayName: string, placeholder: string): Field =>
	required(
		converted(text(displayName, { placeholder }), (given) => {
			if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(given)) throw new RangeError(`${displayName} must look like 09:00, and "${given}" does not`);
			return given;
		}),
	);

const openingPeriod = () => ({
	dayOfWeek: required(
		choice('Day', {
			MONDAY: 'Monday',
			TUESDAY: 'Tuesday',
			WEDNESDAY: 'Wednesday',
			THURSDAY: 'Thursday',
			FRIDAY: 'Friday',
			SATURDAY: 'Saturday',
			SUNDAY: 'Sunday',
		}),
	),
	openTime: time('Opens', 'e.g. 09:00'),
	closeTime: time('Closes', 'e.g. 18:00'),
});

export const business: Resource = {
	name: 'Business Profile',
	description: "The company's profile on WhatsApp Business",
	operations: {
		getProfile: operation({
			name: 'Get',
			action: 'Get business profile',
			description: 'Get address, opening hours and categories of a company on WhatsApp',
			request: 'GET /business/profile',
			fields: { phone: contact('Company', 'WhatsApp Business number with area code') },
		}),
		setDescription: set('POST /business/company-description', 'Description', longText('Description')),
		setEmail: set('POST /business/company-email', 'Email', text('Email', { placeholder: 'e.g. contato@example.com' })),
		setAddress: set(
			'POST /business/company-address',
			'Address',
			text('Address', { placeholder: 'e.g. Av. Paulista, 1000, São Paulo - SP' }),
		),
		setWebsites: operation({
			name: 'Set Websites',
			action: 'Set company websites',
			description: "Change the links on the company's WhatsApp profile; none takes them away",
			request: 'POST /business/company-websites',
			notice: BUSINESS_ONLY,
			fields: {
				websites: clearable(
					lines('Websites', { entry: 'URL', separator: /\n/, placeholder: 'e.g. https://example.com', description: 'Two at most', max: 2 }),
					[],
				),
			},
			repeatable: true,
		}),
		setHours: operation({
			name: 'Set Opening Hours',
			action: 'Set company opening hours',
			description: "Change the opening hours on the company's WhatsApp profile",
			request: 'POST /business/hours',
			notice: BUSINESS_ONLY,
			fields: {
				timezone: required(text('Time Zone', { default: 'America/Sao_Paulo', placeholder: 'e.g. America/Manaus' })),
				mode: required(
					choice('Open', { specificHours: 'At Certain Hours', open24h: 'Day and Night', appointmentOnly: 'By Appointment Only' }),
				),
				days: onlyWhen(
					{ mode: ['specificHours'] },
					entries('Opening Periods', 'Period', openingPeriod(), {
						description: 'One for each day, several for a day with a break; a day without one is closed',
					}),
				),
			},
			repeatable: true,
		}),
		getAvailableCategories: operation({
			name: 'Get Available Categories',
			action: 'Get available company categories',
			description: 'List the categories that a company can choose from',
			request: 'GET /business/available-categories',
			notice: BUSINESS_ONLY,
			fields: {},
			paging: whole,
			options: { query: text('Search', { description: 'Words in the name of the category', placeholder: 'e.g. restaurante' }) },
		}),
		setCategories: operation({
			name: 'Set Categories',
			action: 'Set company categories',
			description: "Change the categories on the company's WhatsApp profile",
			request: 'POST /business/categories',
			notice: BUSINESS_ONLY,
			fields: {
				categories: required(
					lines('Categories', {
						entry: 'Category',
						separator: /\n/,
						placeholder: 'e.g. 629412378414563',
						description: 'One to three, by the ID or label that the available categories have',
						max: 3,
					}),
				),
			},
			repeatable: true,
		}),
	},
};
