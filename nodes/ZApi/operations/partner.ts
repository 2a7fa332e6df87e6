import { choice, flag, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { without } from '../answers';
import { instancePages } from '../paging';
import { aboutInstance, findInstance } from '../partner';
import { partnerInstance } from '../pickers';
import { withToken } from '../tokens';

const url = (event: string) =>
	text(`${event} URL`, {
		description: 'Public address that starts with https://',
		placeholder: 'e.g. https://n8n.example.com/webhook/abc',
	});

const createOptions = (): Fields => ({
	sessionName: text('Device Name', { description: 'Name shown among the linked devices of the phone', placeholder: 'e.g. AtendeAqui' }),
	receivedCallbackUrl: url('Received Message'),
	receivedAndDeliveryCallbackUrl: url('Received and Own Message'),
	deliveryCallbackUrl: url('Sent Message'),
	messageStatusCallbackUrl: url('Message Status'),
	connectedCallbackUrl: url('Connected'),
	disconnectedCallbackUrl: url('Disconnected'),
	presenceChatCallbackUrl: url('Chat Presence'),
	callRejectAuto: flag('Reject Calls', 'Whether voice calls are rejected'),
	callRejectMessage: longText('Call Rejection Message', { placeholder: 'e.g. Atendemos por mensagem. Como podemos ajudar?' }),
	autoReadMessage: flag('Mark as Read', 'Whether every received message is marked as read'),
	autoReadStatus: flag('Mark Status as Seen', 'Whether every status post is marked as seen'),
	isDevice: flag('Mobile Instance', 'Whether it is a mobile instance instead of a web one'),
	businessDevice: flag('Business Version', 'Whether a mobile instance uses WhatsApp Business'),
	disableEnqueueWhenDisconnected: flag(
		'Refuse While Disconnected',
		'Whether messages are refused, not queued, while WhatsApp is disconnected',
	),
});

const MONEY = 'This changes what Z-API bills.';
const SUBSCRIPTION = '/integrator/on-demand/subscription';

export const partner: Resource = {
	name: 'Partner',
	description: 'Instances of a Z-API partner (integrador)',
	operations: {
		createInstance: withToken({
			name: 'Create Instance',
			action: 'Create instance as partner',
			description: 'Make an instance; it is deleted after 2 days of trial unless it is subscribed',
			request: { method: 'POST', path: '/instances/integrator/on-demand', repeatable: false },
			fields: { name: required(text('Name', { placeholder: 'e.g. Cliente 42' })) },
			options: createOptions(),
		}),
		getMany: operation({
			name: 'Get Many Instances',
			action: 'Get many instances as partner',
			description: 'List the instances of the account; their tokens are left out',
			request: 'GET /instances',
			fields: {},
			options: {
				query: text('Search', { description: 'Words in the name, or the ID', placeholder: 'e.g. Cliente 42' }),
				middleware: choice('Kind', { web: 'Web', mobile: 'Mobile' }),
			},
			paging: instancePages,
			output: without('token'),
		}),
		getInstanceToken: {
			name: 'Get Instance Token',
			action: 'Get token of instance as partner',
			description: 'Get one instance with its token, which n8n stores with the execution',
			fields: { instance: partnerInstance() },
			run: async ({ values, send }) => ({ json: await findInstance(String(values.instance), send) }),
		},
		subscribeInstance: aboutInstance({
			name: 'Subscribe Instance',
			action: 'Subscribe instance as partner',
			description: 'Keep an instance beyond its trial',
			notice: MONEY,
			method: 'POST',
			path: SUBSCRIPTION,
			fields: {},
			options: { withCalls: flag('With Calls', 'Whether calls are included; the account must offer them', true) },
		}),
		cancelInstance: aboutInstance({
			name: 'Cancel Instance',
			action: 'Cancel instance as partner',
			description: 'End the subscription of an instance; it works, and costs, for 30 more days',
			notice: MONEY,
			method: 'POST',
			path: '/integrator/on-demand/cancel',
			fields: {},
		}),
		updateSubscription: aboutInstance({
			name: 'Add Calls to Subscription',
			action: 'Add calls to subscription of instance as partner',
			description: 'Add calls to the subscription of an instance; there is no way back',
			notice: MONEY,
			method: 'PUT',
			path: `${SUBSCRIPTION}/update`,
			fields: { withCalls: { ...required(flag('Confirm', 'Whether calls are to be added for good')), toWire: confirmed } },
		}),
	},
};

function confirmed(value: unknown): true {
	if (value !== true) throw new RangeError('Adding calls cannot be taken back: switch "Confirm" on to do it');
	return true;
}
