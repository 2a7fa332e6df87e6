import { json, required, text } from '../../shared/kit/field';
import { deliver, verify } from '../composites/webhook';
import { passwordField } from '../fields';
import { same, type DialectResource } from '../ways';

export const webhook: DialectResource = {
	name: 'Webhook',
	operations: {
		verify: {
			name: 'Verify',
			action: 'Verify webhook',
			description: 'Ask the WhatsApp webhook of the server as Meta does when it is set up',
			...same({
				fields: {
					verifyToken: passwordField('Verify Token', 'verifyToken'),
					challenge: required(text('Challenge', { default: '1158201444' })),
				},
				run: verify,
			}),
		},
		deliver: {
			name: 'Deliver',
			action: 'Deliver to webhook',
			description: 'Hand events of Meta to the WhatsApp webhook of the server, signed',
			...same({
				fields: {
					payload: json('Payload', { description: 'As Meta sends it', default: '{"object": "whatsapp_business_account", "entry": []}' }),
					appSecret: passwordField('App Secret', 'appSecret'),
				},
				run: deliver,
			}),
		},
	},
};
