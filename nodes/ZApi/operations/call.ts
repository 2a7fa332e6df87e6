import { count, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { phone } from '../fields';

const ADD_ON = 'Works only when calls were contracted with Z-API.';

export const call: Resource = {
	name: 'Call',
	description: 'Calls of the connected number',
	operations: {
		send: operation({
			name: 'Make',
			action: 'Make call',
			description: 'Ring a number for some seconds. Messages wait in the queue until it is over.',
			request: 'POST /send-call',
			fields: { phone: phone('Phone', 'Number to ring, with area code') },
			options: {
				callDuration: count('Ring Time', { min: 1, max: 15, default: 5 }, { description: 'Seconds that the phone rings' }),
				callAudioUrl: text('Audio URL', {
					description: 'Audio that is played when the call is taken, at 16 kbit/s; works only when calls were contracted with Z-API',
					placeholder: 'e.g. https://example.com/recado.mp3',
				}),
			},
		}),
		getToken: operation({
			name: 'Get Token',
			action: 'Get token for calls',
			description: 'Get a token, good for one use, for the kit with which a web page makes calls. It is a secret.',
			request: 'GET /call-token',
			notice: ADD_ON,
			fields: {},
			repeatable: false,
		}),
		createSipToken: operation({
			name: 'Create SIP Access',
			action: 'Create SIP access',
			description: 'Get address, user and password for a telephone system (SIP). The one before stops working; the password is a secret.',
			request: 'POST /sip-token',
			notice: ADD_ON,
			fields: {},
		}),
		getSipInfo: operation({
			name: 'Get SIP Access',
			action: 'Get SIP access',
			description: 'Get address and user for a telephone system (SIP); the password is masked',
			request: 'GET /sip-info',
			notice: ADD_ON,
			fields: {},
		}),
	},
};
