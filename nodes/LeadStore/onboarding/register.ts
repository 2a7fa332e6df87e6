import type { IDataObject } from 'n8n-workflow';

import { WELCOME, welcomeText } from '../../shared/core/onboarding/text';
import { isValidAbroad, typedKey } from '../../shared/core/brazil/phone';
import { parseGivenPhone } from '../../shared/core/message/ownIds';
import { wordsOf } from '../../shared/core/text/words';
import { registerOnboarding } from '../../shared/store/onboarding';
import { textOf, type StoreOperation } from '../operation';
import { channelField, channelOf } from './channel';
import { objectOf, readProgress } from './progress';

/** What a signup leaves behind: who is reminded later, and the welcome, in one write (onboarding spec: safe to call twice). */
export const register: StoreOperation = {
	name: 'Register',
	action: 'Register onboarding',
	description: 'Keep who signed up and put the welcome into the outbox, once however often it is called',
	properties: [
		{
			displayName: 'Onboarding',
			name: 'onboarding',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'An item of the AtendeAqui operation Onboard Signup',
		},
		{
			displayName: 'Welcome',
			name: 'welcome',
			type: 'string',
			typeOptions: { rows: 6 },
			default: WELCOME,
			description: 'What a new customer gets on WhatsApp. {nome}, {empresa} and {link} are filled in. Empty for no welcome.',
		},
		{
			displayName: 'Link',
			name: 'link',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://app.example.com/onboarding',
			description: 'Where the customer goes on, for the welcome and the reminders',
		},
		channelField,
	],
	run: async (context, store, itemIndex) => {
		const given = objectOf(context.getNodeParameter('onboarding', itemIndex));
		const progress = readProgress('Onboarding', given);
		const link = textOf(context, itemIndex, 'link');
		const user = {
			...progress,
			phone: phoneKey(given),
			name: wordsOf(given.name) || progress.name,
			company: wordsOf(given.company),
			link,
		};
		const template = textOf(context, itemIndex, 'welcome');
		const welcome = { key: wordsOf(given.welcomeKey) || defaultKey(progress), text: template && welcomeText(template, user) };
		const registered = await registerOnboarding(store, user, welcome, channelOf(context, itemIndex), new Date().toISOString());
		return { json: { ...context.getInputData()[itemIndex].json, welcome: registered.welcome } as IDataObject };
	},
};

/**
 * Whom to welcome: an id where the item is of the operation Onboard Signup, else as it was typed.
 * @throws {InvalidPhone} also for an id that is nobody's number: the welcome would go nowhere
 */
function phoneKey(given: IDataObject): string {
	const phone = wordsOf(given.phone);
	const { key } = parseGivenPhone(phone, () => [given]);
	return isValidAbroad(key) ? key : typedKey(phone);
}

const defaultKey = ({ flow, user_id }: { flow: string; user_id: string }): string =>
	['onboarding', flow, user_id, 'welcome'].map((part) => encodeURIComponent(part)).join('/');
