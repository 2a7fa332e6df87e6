import { flag, list, required, text, type Field, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, records } from '../answers';
import { hidden, joined } from '../fields';
import { atMost } from '../limits';

const URL = 'e.g. https://n8n.example.com/webhook/whatsapp';
const OBJECT = { object: 'whatsapp_business_account' };
const app = (): Field =>
	required(
		text('App ID', {
			description: 'In Meta: your app → App Settings → Basic. The "App Secret" of the credential must be its own.',
			placeholder: 'e.g. 900000000000050',
		}),
	);
const fields = (): Field =>
	joined(list('Fields', { placeholder: 'e.g. messages, message_template_status_update', description: 'Kinds of events, comma-separated' }));
const override = (): Fields => ({
	url: atMost(
		200,
		text('Own URL', {
			at: 'override_callback_uri',
			description: 'Where messages of this account go instead of the app’s URL',
			placeholder: URL,
		}),
	),
	verifyToken: hidden('Verify Token', { at: 'verify_token', description: 'What Meta repeats when it checks the URL' }),
});
export const subscription: Resource = {
	name: 'Subscription',
	description: 'Where Meta delivers messages and events',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many subscriptions',
			description: 'List the apps that get the events of the account',
			request: 'GET /:account/subscribed_apps',
			fields: {},
			output: records,
		}),
		subscribe: operation({
			name: 'Subscribe',
			action: 'Subscribe app to account',
			description: 'Have the events of the account delivered to the app of the token; without an own URL, one that was set is removed',
			request: 'POST /:account/subscribed_apps',
			fields: {},
			options: override(),
			repeatable: true,
		}),
		unsubscribe: operation({
			name: 'Unsubscribe',
			action: 'Unsubscribe app from account',
			description: 'End the delivery of all events of the account to the app of the token',
			request: 'DELETE /:account/subscribed_apps',
			fields: {},
			output: deleted,
		}),
		getApp: operation({
			name: 'Get Many of App',
			action: 'Get many subscriptions of app',
			description: 'List the URL and the fields of an app',
			request: 'GET /{appId}/subscriptions',
			fields: { appId: app() },
			output: records,
		}),
		setApp: operation({
			name: 'Set for App',
			action: 'Set subscription of app',
			description: 'Set the URL and the fields of an app. It has one: another system’s URL is replaced.',
			request: 'POST /{appId}/subscriptions',
			fixed: OBJECT,
			fields: {
				appId: app(),
				url: required(text('URL', { at: 'callback_url', placeholder: URL })),
				verifyToken: required(hidden('Verify Token', { at: 'verify_token' })),
				fields: fields(),
			},
			options: { values: flag('Include Values', 'Whether changed values are delivered too', true, { at: 'include_values' }) },
			repeatable: true,
		}),
		deleteApp: operation({
			name: 'Delete of App',
			action: 'Delete subscription of app',
			description: 'Take the URL or some fields from an app',
			request: 'DELETE /{appId}/subscriptions',
			fixedQuery: OBJECT,
			fields: { appId: app() },
			options: { fields: fields() },
			output: deleted,
		}),
	},
};
