import { choice, list, longText, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { single } from '../answers';
import { fieldsOf } from '../fields';
import { atMost, between, checked } from '../limits';

const READ = 'about,address,description,email,profile_picture_url,websites,vertical';

export const profile: Resource = {
	name: 'Business Profile',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get business profile',
			description: 'Get what people see of the company',
			request: 'GET /:phone/whatsapp_business_profile',
			fixedQuery: { fields: READ },
			fields: {},
			options: { fields: fieldsOf(READ) },
			output: single,
		}),
		update: operation({
			name: 'Update',
			action: 'Update business profile',
			description: 'Change what people see of the company; what is not added stays',
			request: 'POST /:phone/whatsapp_business_profile',
			fixed: { messaging_product: 'whatsapp' },
			fields: {},
			options: {
				about: atMost(139, text('About', { description: 'The line under the name' })),
				address: atMost(256, text('Address')),
				description: atMost(512, longText('Description')),
				email: atMost(128, text('Email', { placeholder: 'e.g. contato@example.com' })),
				websites: checked(
					between(1, 2, list('Websites', { description: 'Two at most, comma-separated', placeholder: 'e.g. https://example.com' })),
					(wire) => (wire as string[]).forEach(checkWebsite),
				),
				vertical: choice('Industry', {
					OTHER: 'Other',
					ALCOHOL: 'Alcohol',
					APPAREL: 'Clothing',
					AUTO: 'Cars',
					BEAUTY: 'Beauty',
					EDU: 'Education',
					ENTERTAIN: 'Entertainment',
					EVENT_PLAN: 'Events',
					FINANCE: 'Finance',
					GOVT: 'Public Service',
					GROCERY: 'Groceries',
					HEALTH: 'Health',
					HOTEL: 'Hotel',
					NONPROFIT: 'Non-Profit',
					ONLINE_GAMBLING: 'Online Gambling',
					OTC_DRUGS: 'Medicines Without Prescription',
					PHYSICAL_GAMBLING: 'Gambling',
					PROF_SERVICES: 'Professional Services',
					RESTAURANT: 'Restaurant',
					RETAIL: 'Retail',
					TRAVEL: 'Travel',
				}),
				picture: text('Picture Handle', {
					at: 'profile_picture_handle',
					description: 'What "Upload", "Upload File" gives for a square picture',
				}),
			},
			repeatable: true,
		}),
	},
};

function checkWebsite(website: string): void {
	if (website.length > 256) throw new RangeError(`A website may have 256 characters at most, and has ${website.length}`);
	if (!/^https?:\/\//i.test(website)) throw new RangeError(`A website must start with https://, and "${website}" does not`);
}
