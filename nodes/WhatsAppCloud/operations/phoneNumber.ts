import { choice, flag, json, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted } from '../answers';
import { fieldsOf, hidden, pin } from '../fields';
import { atMost } from '../limits';
import { listed } from '../paging';

const READ =
	'id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,platform_type,status,throughput,health_status,webhook_configuration,whatsapp_business_manager_messaging_limit';
const COEXISTENCE = 'Never for a number that is in the WhatsApp Business app too.';

export const phoneNumber: Resource = {
	name: 'Phone Number',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many phone numbers',
			description: 'List the numbers of the account',
			request: 'GET /:account/phone_numbers',
			fixedQuery: { fields: READ },
			fields: {},
			options: {
				fields: fieldsOf(READ),
				filtering: text('Filter', { at: 'filtering', description: 'As Meta documents it, in JSON' }),
				sort: choice('Sort', { 'creation_time.asc': 'Oldest First', 'creation_time.desc': 'Newest First' }),
			},
			paging: listed,
		}),
		get: operation({
			name: 'Get',
			action: 'Get phone number',
			description: 'Get the number of the credential: name, quality, limit, whether it may send',
			request: 'GET /:phone',
			fixedQuery: { fields: READ },
			fields: {},
			options: { fields: fieldsOf(READ) },
		}),
		update: operation({
			name: 'Update',
			action: 'Update phone number',
			description: 'Change the PIN, ask for another name, or set a URL for the messages of this number alone',
			request: 'POST /:phone',
			fields: {},
			options: {
				pin: pin(),
				name: atMost(75, text('Display Name', { at: 'new_display_name', description: 'Meta looks at it before it is shown' })),
				url: atMost(
					200,
					text('Own URL', {
						at: 'webhook_configuration.override_callback_uri',
						description: 'Where messages of this number go',
						placeholder: 'e.g. https://n8n.example.com/webhook/whatsapp',
					}),
				),
				verifyToken: hidden('Verify Token', { at: 'webhook_configuration.verify_token' }),
			},
			repeatable: true,
		}),
		removeUrl: operation({
			name: 'Remove Own URL',
			action: 'Remove own url of phone number',
			description: 'Have the messages of this number delivered where those of the account go',
			request: 'POST /:phone',
			fixed: { webhook_configuration: { override_callback_uri: '' } },
			fields: {},
			repeatable: true,
		}),
		requestCode: operation({
			name: 'Request Code',
			action: 'Request verification code',
			description: 'Have the code for a new number sent',
			request: 'POST /:phone/request_code',
			fields: {
				method: choice('By', { SMS: 'SMS', VOICE: 'Call' }, { at: 'code_method' }),
				language: required(text('Language', { default: 'pt_BR' })),
			},
		}),
		verifyCode: operation({
			name: 'Verify Code',
			action: 'Verify phone number with code',
			description: 'Give the code that came',
			request: 'POST /:phone/verify_code',
			fields: { code: required(text('Code', { placeholder: 'e.g. 482913' })) },
		}),
		register: operation({
			name: 'Register',
			action: 'Register phone number',
			description: 'Connect the number with the Cloud API; ten tries in 72 hours',
			notice: COEXISTENCE,
			request: 'POST /:phone/register',
			fixed: { messaging_product: 'whatsapp' },
			fields: { pin: required(pin()) },
			options: {
				region: text('Storage Region', {
					at: 'data_localization_region',
					description: 'Country where messages are stored',
					placeholder: 'e.g. BR',
				}),
			},
		}),
		deregister: operation({
			name: 'Deregister',
			action: 'Deregister phone number',
			description: 'Take the number off the Cloud API: it sends and receives nothing any more',
			notice: COEXISTENCE,
			request: 'POST /:phone/deregister',
			fields: {},
			bodyless: true,
		}),
		getSettings: operation({
			name: 'Get Settings',
			action: 'Get settings of phone number',
			description: 'Get storage, calls, encryption and identity checks of the number',
			request: 'GET /:phone/settings',
			fields: {},
		}),
		updateSettings: operation({
			name: 'Update Settings',
			action: 'Update settings of phone number',
			description: 'Change one setting of the number',
			request: 'POST /:phone/settings',
			fields: {},
			options: {
				identity: flag('Check Identity', 'Whether messages stop when a person changes phone', true, {
					at: 'user_identity_change.enable_identity_key_check',
				}),
				storage: choice(
					'Storage in Country',
					{ IN_COUNTRY_STORAGE_ENABLED: 'On', IN_COUNTRY_STORAGE_DISABLED: 'Off' },
					{ at: 'storage_configuration.status' },
				),
				region: text('Storage Region', { at: 'storage_configuration.data_localization_region', placeholder: 'e.g. BR' }),
				calling: json('Calling', { at: 'calling', description: 'As Meta documents it' }),
				encryption: json('Payload Encryption', { at: 'payload_encryption', description: 'As Meta documents it' }),
			},
			repeatable: true,
		}),
		getUsername: operation({
			name: 'Get Username',
			action: 'Get username of phone number',
			description: 'Get the name under which people find the company',
			request: 'GET /:phone/username',
			fields: {},
		}),
		setUsername: operation({
			name: 'Set Username',
			action: 'Set username of phone number',
			description: 'Reserve or change the name under which people find the company',
			request: 'POST /:phone/username',
			fields: { username: required(text('Username', { placeholder: 'e.g. loja.exemplo' })) },
			options: { transfer: choice('Transfer', { none: 'Never', force_transfer: 'From Another Number' }, { at: 'transfer_action' }) },
		}),
		deleteUsername: operation({
			name: 'Delete Username',
			action: 'Delete username of phone number',
			description: 'Give the username up',
			request: 'DELETE /:phone/username',
			fields: {},
			output: deleted,
		}),
	},
};
