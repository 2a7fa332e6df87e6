import { choice, required, text, type Field } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { fieldsOf } from '../fields';
import { listed, pages } from '../paging';

const business = (): Field =>
	required(
		text('Business ID', {
			description: 'ID of the portfolio. In Meta: Business Settings → Business Info.',
			placeholder: 'e.g. 900000000000040',
		}),
	);

const READ =
	'id,name,currency,timezone_id,message_template_namespace,account_review_status,business_verification_status,country,ownership_type,health_status,whatsapp_business_manager_messaging_limit';

export const account: Resource = {
	name: 'Account',
	description: 'WhatsApp Business Accounts (WABA)',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get account',
			description: 'Get the WhatsApp account of the credential',
			request: 'GET /:account',
			fixedQuery: { fields: READ },
			fields: {},
			options: {
				fields: fieldsOf(READ),
			},
		}),
		getOwned: operation({
			name: 'Get Many Owned',
			action: 'Get many owned accounts',
			description: 'List the WhatsApp accounts of a portfolio',
			request: 'GET /{businessId}/owned_whatsapp_business_accounts',
			fields: { businessId: business() },
			paging: listed,
		}),
		getShared: operation({
			name: 'Get Many Shared',
			action: 'Get many shared accounts',
			description: 'List the WhatsApp accounts that others share with a portfolio',
			request: 'GET /{businessId}/client_whatsapp_business_accounts',
			fields: { businessId: business() },
			paging: pages(),
		}),
		syncApp: operation({
			name: 'Sync From Phone',
			action: 'Sync contacts or history from phone',
			description:
				'Have Meta deliver what is on the phone of a number that is in the WhatsApp Business app too: each once, within 24 hours',
			request: 'POST /:phone/smb_app_data',
			fixed: { messaging_product: 'whatsapp' },
			fields: { what: choice('What', { smb_app_state_sync: 'Contacts', history: 'History' }, { at: 'sync_type' }) },
		}),
	},
};
