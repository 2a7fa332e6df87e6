import type { FailureKind } from '../shared/http/errors';

/** What is to be done about a refusal. Workflows read it in `details.action` of a failed item. */
export type Action =
	/** In trouble for a moment; a send may have been done all the same. */
	| 'retry'
	/** Surely not done: another attempt at the same time got in between. */
	| 'repeat'
	/** Too many calls: slower. */
	| 'slowDown'
	/** Too many messages to one person. */
	| 'pairLimit'
	/** Busy or in maintenance for minutes. */
	| 'wait'
	/** A token that works no more. */
	| 'renewToken'
	| 'grantPermission'
	/** The request itself is wrong. */
	| 'fixRequest'
	/** The 24 hours are over: an approved template goes out, nothing else. */
	| 'useTemplate'
	| 'fixTemplate'
	/** The account or number cannot send until the operator mends it. */
	| 'fixAccount'
	/** Meta holds the sender for a nuisance: stop, and look why. */
	| 'stopSending'
	/** Not delivered, Meta does not say why: in Brazil the number's other form once, then never. */
	| 'tryOtherForm'
	/** Not delivered in either form: nothing more to this person until they write. Told by whoever tried both, and by no code. */
	| 'unreachable'
	/** Not this message to this person. */
	| 'doNotResend'
	/** Not before a day is over. */
	| 'waitDay'
	/** Never marketing again to this person. */
	| 'optedOut'
	/** The number of the person is needed instead of the user id. */
	| 'askNumber'
	/** The person changed phone: make sure that it is them. */
	| 'confirmIdentity'
	| 'fixMedia';

interface Rule {
	kind: FailureKind;
	/** The vendor's word on whether the same may be sent again after a while. */
	retryable: boolean;
	remedy: string;
	paceMs?: (failedBefore: number) => number;
	/** No later time changes it. */
	isFinal?: true;
}

const MINUTES = 60_000;

/** "Wait 4^n seconds": 1, 4, 16 (page on pair rate limits). */
const fourToThe = (failedBefore: number): number => 4 ** failedBefore * 1000;

/**
 * `unavailable` may have been done, so no send is repeated by itself; `rateLimited` was surely not. `notConnected` is what keeps all further messages from
 * going out until the operator mends it; what waits goes out then.
 */
export const RULES: Record<Action, Rule> = {
	retry: {
		kind: 'unavailable',
		retryable: true,
		remedy: 'Try again a little later. A send may have gone out all the same: its status tells.',
	},
	repeat: { kind: 'rateLimited', retryable: true, remedy: 'Run it again.' },
	slowDown: { kind: 'rateLimited', retryable: true, remedy: 'Send less at a time: spread campaigns over the day.' },
	pairLimit: {
		kind: 'rateLimited',
		retryable: true,
		paceMs: fourToThe,
		remedy: 'One person gets a message every 6 seconds in the long run: say it in fewer messages.',
	},
	wait: { kind: 'rateLimited', retryable: true, paceMs: () => 2 * MINUTES, remedy: 'Run it again in a few minutes.' },
	renewToken: {
		kind: 'unauthorized',
		retryable: false,
		remedy:
			'Generate a new token of a system user in Meta (Business Settings → Users → System Users), and put it into "Access Token" of the credential.',
	},
	grantPermission: {
		kind: 'unauthorized',
		retryable: false,
		remedy:
			'Give the token whatsapp_business_messaging and whatsapp_business_management, and assign the WhatsApp account to its system user.',
	},
	fixRequest: { kind: 'rejected', retryable: false, remedy: 'Check the values of this node against the message above.' },
	useTemplate: { kind: 'rejected', retryable: false, remedy: 'The person last wrote more than 24 hours ago: send an approved template.' },
	fixTemplate: {
		kind: 'rejected',
		retryable: false,
		remedy: 'Compare the values with the template, and look at its status in the WhatsApp Manager.',
	},
	fixAccount: { kind: 'notConnected', retryable: false, remedy: 'Mend it in the WhatsApp Manager. What waits is sent then.' },
	stopSending: {
		kind: 'notConnected',
		retryable: false,
		remedy: 'Stop campaigns, read the reason in Account Quality of the WhatsApp Manager, and ask for a review if it is wrong.',
	},
	tryOtherForm: {
		kind: 'rejected',
		retryable: false,
		remedy:
			'Try a Brazilian number once with, once without its ninth digit. After that, ask the person over another channel to write first.',
	},
	unreachable: {
		kind: 'rejected',
		retryable: false,
		isFinal: true,
		remedy: 'The number is not on WhatsApp, with or without the ninth digit, or the person blocked the company: use another channel.',
	},
	doNotResend: {
		kind: 'rejected',
		retryable: false,
		isFinal: true,
		remedy: 'Do not send it again: wait for the person to write, or use another channel.',
	},
	waitDay: { kind: 'rejected', retryable: false, remedy: 'Do not send it again before a day is over, and after that with growing gaps.' },
	optedOut: { kind: 'rejected', retryable: false, isFinal: true, remedy: 'The person wants no marketing: send none any more.' },
	askNumber: {
		kind: 'rejected',
		retryable: false,
		isFinal: true,
		remedy: 'This needs a phone number: ask for it with "Request Phone Number".',
	},
	confirmIdentity: {
		kind: 'rejected',
		retryable: false,
		remedy: 'The person changed phone: make sure that it is them, then send without "Identity Hash".',
	},
	fixMedia: {
		kind: 'rejected',
		retryable: false,
		remedy: 'Check type, size and codec of the file, and that its link answers without a login.',
	},
};

/** A code, or the first and last of a range of codes. */
type Codes = number | [first: number, last: number];
/** The vendor's codes by what is to be done; a remedy of its own where that says more. */
const CODES: Array<[Codes, Action, string?]> = [
	[0, 'renewToken'],
	[1, 'retry', 'Try again a little later; check "Base URL" and version of the credential when it repeats.'],
	[2, 'retry'],
	[3, 'grantPermission', 'Add the permission to the app in Meta.'],
	[4, 'slowDown'],
	[10, 'grantPermission'],
	[33, 'fixRequest', 'Check the "Phone Number ID" of the credential: the number may have been deleted.'],
	[100, 'fixRequest'],
	[190, 'renewToken'],
	[[200, 299], 'grantPermission'],
	[368, 'stopSending'],
	[80007, 'slowDown'],
	[80008, 'slowDown'],
	[130429, 'slowDown'],
	[130472, 'doNotResend'],
	[130497, 'doNotResend', 'This account may not write to that country: check the rules for its category.'],
	[131000, 'retry'],
	[131005, 'grantPermission'],
	[131008, 'fixRequest'],
	[131009, 'fixRequest', 'Check the values. A reaction needs a message that is there, and not older than 30 days.'],
	[131016, 'retry'],
	[131021, 'fixRequest', 'This is the number that sends: choose another one to send to.'],
	[131026, 'tryOtherForm'],
	[
		131030,
		'fixAccount',
		'A test number sends to five numbers alone, that are entered in Meta under API Setup: add this one, or use a real number.',
	],
	[131031, 'stopSending', 'The account is locked: read why in the WhatsApp Manager, and ask for a review.'],
	[131037, 'fixAccount', 'Have the display name of the number approved in the WhatsApp Manager.'],
	[131042, 'fixAccount', 'Add or mend the way of payment of the WhatsApp account in Meta. What waits is sent then.'],
	[131045, 'fixAccount', 'Register the number again: "Phone Number", "Register".'],
	[131047, 'useTemplate'],
	[131048, 'stopSending'],
	[131049, 'waitDay'],
	[131050, 'optedOut'],
	[131051, 'fixRequest', 'WhatsApp has no such message: send another kind.'],
	[131052, 'fixMedia', 'Ask the person to send the file again; nothing above 100 MB gets through.'],
	[131053, 'fixMedia'],
	[131055, 'fixRequest', 'Marketing messages of their own route take marketing templates alone.'],
	[131056, 'pairLimit'],
	[131057, 'wait'],
	[131062, 'askNumber'],
	[131063, 'fixTemplate', 'Send it with "Send Marketing Template", or switch that setting off in the WhatsApp Manager.'],
	[131064, 'stopSending', 'Correct the categories of the templates, and wait until the limit is over.'],
	[[132000, 132008], 'fixTemplate'],
	[132012, 'fixTemplate', 'Compare the values with the template: a picture, video or document in its head is sent each time.'],
	[132015, 'fixTemplate', 'The template is paused for low quality: edit it, or wait.'],
	[132016, 'fixTemplate', 'The template is disabled for low quality: make a new one.'],
	[132068, 'fixTemplate', 'The flow is blocked: mend it in Meta.'],
	[132069, 'wait', 'The flow may send 10 messages an hour now: mend it in Meta, and wait.'],
	[133000, 'repeat', 'Deregister the number again, then register it.'],
	[133004, 'wait'],
	[133005, 'fixRequest', 'The two-step PIN is wrong.'],
	[133006, 'fixRequest', 'The number has to be verified first: "Request Code" and "Verify Code".'],
	[133008, 'fixRequest', 'The PIN was wrong too often: wait as long as the message says.'],
	[133009, 'wait', 'The PIN was entered too fast: wait as long as the message says.'],
	[133010, 'fixAccount', 'Register the number: "Phone Number", "Register".'],
	[133015, 'wait', 'The number was deleted a moment ago: wait 5 minutes.'],
	[133016, 'fixRequest', 'A number can be registered ten times in 72 hours: wait.'],
	[134011, 'fixAccount', 'Accept the terms of payments in Meta.'],
	[135000, 'fixRequest'],
	[137000, 'confirmIdentity'],
	[139100, 'fixRequest', 'Some were not blocked: only those who wrote in the last 24 hours can be, and no companies.'],
	[139101, 'fixRequest', 'The block list holds 64,000 at most: take somebody off first.'],
	[139102, 'repeat'],
	[139103, 'retry'],
	[[147001, 147005], 'fixRequest', 'Choose another username.'],
	[[2388000, 2388999], 'fixTemplate', 'Correct the template: the message above tells where.'],
	[2494100, 'wait'],
	[2593109, 'doNotResend', 'The company shares no history.'],
];

/** What a code asks for. Codes that nobody has met yet: what Meta calls transient may be tried again, anything else is the request's fault. */
export function actionFor(code: number, isTransient = false): { action: Action } & Rule {
	const found = CODES.find(([codes]) => (typeof codes === 'number' ? codes === code : codes[0] <= code && code <= codes[1]));
	const [, action, remedy] = found ?? [code, isTransient ? 'retry' : 'fixRequest'];
	return { action, ...RULES[action], ...(remedy !== undefined && { remedy }) };
}
