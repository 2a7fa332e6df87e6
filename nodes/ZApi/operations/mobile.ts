import { choice, converted, longText, required, text, type Field, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';

const MOBILE_ONLY = 'Works on mobile instances of Z-API only, not on web ones.';

const digits = (given: string): string => given.replace(/\D/g, '');

/** The number in two parts, unlike everywhere else. */
const number = (): Fields => ({
	ddi: required(converted(text('Country Code', { default: '55', placeholder: 'e.g. 55' }), digits)),
	phone: required(
		converted(text('Phone', { description: 'Area code and number, without the country code', placeholder: 'e.g. 11999990001' }), digits),
	),
});

const code = (displayName: string, description: string): Field =>
	required(text(displayName, { at: 'code', description, placeholder: 'e.g. 123456' }));

const words = (name: string, action: string, description: string) => ({ name, action, description, notice: MOBILE_ONLY });

export const mobile: Resource = {
	name: 'Mobile Registration',
	description: 'Registering and securing a number on a mobile instance',
	operations: {
		checkRegistrationAvailable: operation({
			...words('Check Registration', 'Check if number can be registered', 'First step: tell whether a number can be registered, and how'),
			request: 'POST /mobile/registration-available',
			fields: number(),
			repeatable: true,
		}),
		requestCode: operation({
			...words(
				'Request Code',
				'Request registration code',
				'Second step: have a code sent. The answer may hold a picture whose text is wanted first.',
			),
			request: 'POST /mobile/request-registration-code',
			fields: {
				...number(),
				method: required(choice('Send By', { sms: 'SMS', voice: 'Voice Call', wa_old: 'WhatsApp on the Old Phone' })),
			},
		}),
		respondCaptcha: operation({
			...words('Answer Captcha', 'Answer captcha of registration', 'Give the text of the picture that requesting a code gave'),
			request: 'POST /mobile/respond-captcha',
			fields: { captcha: required(text('Captcha', { placeholder: 'e.g. x7k2p' })) },
		}),
		confirmCode: operation({
			...words(
				'Confirm Code',
				'Confirm registration code',
				'Third step: give the code. The answer may ask for the PIN of two-step verification.',
			),
			request: 'POST /mobile/confirm-registration-code',
			fields: { code: code('Code', 'As it was received') },
		}),
		confirmPinCode: operation({
			...words(
				'Confirm PIN',
				'Confirm PIN of registration',
				'Give the PIN of two-step verification, when confirming the code asked for it',
			),
			request: 'POST /mobile/confirm-pin-code',
			fields: { code: code('PIN', 'The PIN that was set on WhatsApp') },
		}),
		recoverPinCode: operation({
			...words('Recover PIN', 'Recover PIN of registration', 'Have WhatsApp send a link to the email address to reset the PIN'),
			request: 'POST /mobile/recovery-pin-code',
			fields: {},
		}),
		requestUnbanning: operation({
			...words('Appeal Ban', 'Appeal ban of number', 'Ask WhatsApp to release a banned number'),
			request: 'POST /mobile/request-unbanning',
			fields: {
				appeal: required(text('Appeal Token', { at: 'appealToken', description: 'The appealToken that checking the registration gave' })),
				description: required(longText('Reason', { placeholder: 'e.g. Usamos o número só para atender nossos clientes' })),
			},
		}),
		getEmail: operation({
			...words('Get Email', 'Get security email', 'Get the email address that WhatsApp has for this number, and whether it is verified'),
			request: 'GET /security/email',
			fields: {},
		}),
		setEmail: operation({
			...words('Set Email', 'Set security email', 'Give WhatsApp an email address for this number; it sends a code there'),
			request: 'POST /security/email',
			fields: { email: required(text('Email', { placeholder: 'e.g. seguranca@example.com' })) },
		}),
		verifyEmail: operation({
			...words('Verify Email', 'Verify security email', 'Give the code that was sent to the email address'),
			request: 'POST /security/verify-email',
			fields: { verificationCode: required(text('Code', { description: 'As it stands in the email', placeholder: 'e.g. 123456' })) },
		}),
		removeEmail: operation({
			...words('Remove Email', 'Remove security email', 'Take the email address of this number away from WhatsApp'),
			request: 'POST /security/email/remove',
			fields: {},
		}),
		hasPinCode: operation({
			...words('Get PIN State', 'Get state of PIN', 'Tell whether two-step verification has a PIN'),
			request: 'GET /security/two-fa-code',
			fields: {},
		}),
		setPinCode: operation({
			...words('Set PIN', 'Set PIN', 'Switch two-step verification on, with this PIN'),
			request: 'POST /security/two-fa-code',
			fields: {
				code: {
					...code('PIN', 'Six digits'),
					form: { ...code('PIN', 'Six digits').form, typeOptions: { password: true } },
				},
			},
		}),
		removePinCode: operation({
			...words('Remove PIN', 'Remove PIN', 'Switch two-step verification off'),
			request: 'POST /security/two-fa-code/remove',
			fields: {},
		}),
	},
};
