import { flag, longText, required, text, type Field } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { phone } from '../fields';
import { qrCodeImage } from '../qrCode';
import { withToken } from '../tokens';

/** Z-API sets one thing of the instance per route, always as `value`. */
const set = (request: `PUT /${string}`, value: Field, words: Pick<Operation, 'name' | 'action' | 'description'>): Operation => ({
	...words,
	request,
	fields: { value },
	repeatable: true,
});

export const instance: Resource = {
	name: 'Instance',
	operations: {
		getStatus: operation({
			name: 'Get Status',
			action: 'Get instance status',
			description: 'Tell whether WhatsApp is connected',
			request: 'GET /status',
			fields: {},
		}),
		getMe: withToken({
			name: 'Get',
			action: 'Get instance',
			description: 'Get the data of the instance, e.g. its webhook URLs and due date',
			request: { method: 'GET', path: '/me', repeatable: true },
			fields: {},
		}),
		getDevice: operation({
			name: 'Get Device',
			action: 'Get connected device of instance',
			description: 'Get the connected phone, and whether it is a business account',
			request: 'GET /device',
			fields: {},
		}),
		getQrCode: operation({
			name: 'Get QR Code',
			action: 'Get QR code of instance',
			description: 'Get the content of the QR code that connects WhatsApp; it is valid for 20 seconds',
			request: 'GET /qr-code',
			fields: {},
		}),
		getQrCodeImage: qrCodeImage({
			name: 'Get QR Code Image',
			action: 'Get QR code image of instance',
			description: 'Get the QR code that connects WhatsApp as an image file in the field "data"; it is valid for 20 seconds',
		}),
		getPhoneCode: operation({
			name: 'Get Pairing Code',
			action: 'Get pairing code of instance',
			description: 'Get a code to type into WhatsApp instead of reading the QR code',
			request: 'GET /phone-code/{phone}',
			fields: { phone: phone('Phone', 'Number to connect, with area code') },
		}),
		restart: operation({
			name: 'Restart',
			action: 'Restart instance',
			description: 'Start the instance again; WhatsApp stays connected',
			request: 'GET /restart',
			fields: {},
			repeatable: false,
		}),
		restoreSession: operation({
			name: 'Restore Session',
			action: 'Restore session of instance',
			description: 'Try to connect again after the connection was lost',
			request: 'GET /restore-session',
			fields: {},
			repeatable: false,
		}),
		disconnect: operation({
			name: 'Disconnect',
			action: 'Disconnect instance',
			description: 'End the WhatsApp session: nothing works until the QR code is read again',
			request: 'GET /disconnect',
			fields: {},
			repeatable: false,
		}),
		rename: set('PUT /update-name', required(text('Name', { placeholder: 'e.g. Vendas' })), {
			name: 'Rename',
			action: 'Rename instance',
			description: 'Change the name that the instance has in the Z-API panel',
		}),
		updateProfilePicture: set(
			'PUT /profile-picture',
			required(text('Image URL', { description: 'Public address of the picture', placeholder: 'e.g. https://example.com/logo.jpg' })),
			{
				name: 'Update Profile Picture',
				action: 'Update profile picture of instance',
				description: 'Change the picture that people see on WhatsApp',
			},
		),
		updateProfileName: set('PUT /profile-name', required(text('Profile Name', { placeholder: 'e.g. AtendeAqui' })), {
			name: 'Update Profile Name',
			action: 'Update profile name of instance',
			description: 'Change the name that people see on WhatsApp',
		}),
		updateProfileDescription: set(
			'PUT /profile-description',
			required(longText('Profile Description', { placeholder: 'e.g. Atendimento de segunda a sexta, 9h às 18h' })),
			{
				name: 'Update Profile Description',
				action: 'Update profile description of instance',
				description: 'Change the text that people see on the WhatsApp profile',
			},
		),
		updateAutoReadMessage: set(
			'PUT /update-auto-read-message',
			flag('Mark as Read', 'Whether every received message is marked as read', true),
			{
				name: 'Set Automatic Reading',
				action: 'Set automatic reading of instance',
				description: 'Choose if received messages are marked as read at once',
			},
		),
		updateAutoReadStatus: set('PUT /update-auto-read-status', flag('Mark as Seen', 'Whether every status post is marked as seen', true), {
			name: 'Set Automatic Status Viewing',
			action: 'Set automatic status viewing of instance',
			description: 'Choose if status posts are marked as seen; automatic reading must be on',
		}),
		updateCallRejectAuto: set('PUT /update-call-reject-auto', flag('Reject Calls', 'Whether voice calls are rejected', true), {
			name: 'Set Call Rejection',
			action: 'Set call rejection of instance',
			description: 'Choose if voice calls are rejected at once',
		}),
		updateCallRejectMessage: set(
			'PUT /update-call-reject-message',
			required(longText('Message', { placeholder: 'e.g. Atendemos por mensagem. Como podemos ajudar?' })),
			{
				name: 'Set Call Rejection Message',
				action: 'Set call rejection message of instance',
				description: 'Change the text sent after a rejected call; call rejection must be on',
			},
		),
	},
};
