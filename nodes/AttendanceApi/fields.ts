import { typedAddress } from '../shared/core/brazil/typedAddress';
import { masked } from '../shared/core/brazil/phone';
import { choice, converted, count, longText, moment, required, text, type Field } from '../shared/kit/field';
import { knowingOurIds } from '../shared/kit/ownIds';
import { picker } from '../shared/kit/picker';

const PHONE = 'e.g. 5511999990001';
export const UUID = 'e.g. 7b1e0f52-3c64-4a0e-9d58-0c2f6a1be401';
const USER = 'e.g. 12';

/** A person's number as the documented dialect writes it: with its plus sign. @throws {InvalidPhone} */
export function plusPhone(given: string): string {
	const { kind, sendTo } = typedAddress(given);
	if (kind !== 'user') throw new RangeError('To must be the number of a person: this API reaches no groups, channels or hidden IDs');
	return `+${sendTo}`;
}

/**
 * The digits for the code dialect, whose server puts 55 before up to 11 digits and a 9 into those with 12: whatever it would change goes to somebody else.
 * @throws {RangeError} for a number that it would change
 */
export function codePhone(given: string): string {
	const { kind, key } = typedAddress(given);
	if (kind !== 'user') throw new RangeError('To must be the number of a person: this API reaches no groups, channels or hidden IDs');
	if (key.length < 12 || (key.length === 12 && key[4] !== '9'))
		throw new RangeError(
			`The server would change the number ${masked(key)} into somebody else’s: the code dialect reaches neither landlines nor foreign numbers of 12 digits or fewer`,
		);
	return key;
}

const phone = (convert: (given: string) => string, at: string): Field =>
	knowingOurIds(
		required(converted(text('To', { at, description: 'The number on WhatsApp, with country and area code', placeholder: PHONE }), convert)),
	);
export const documentedTo = (at = 'to'): Field => phone(plusPhone, at);
export const codeTo = (at = 'to'): Field => phone(codePhone, at);

/** A conversation by its id: a UUID in one dialect, a number in the other. */
export const conversationId = (at?: string): Field =>
	required(text('Conversation ID', { at, description: 'As an item of this node or its trigger has it', placeholder: UUID }));

/** The code dialect wants ids as numbers. */
export const asNumber = (field: Field): Field =>
	converted(field, (given) => {
		if (!/^\d+$/.test(given.trim())) throw new RangeError(`${field.form.displayName} must be a number in the dialect of the credential`);
		return Number(given);
	});

const userPicker = (displayName: string, at?: string, description?: string): Field =>
	picker(displayName, 'getUsers', { at, placeholder: USER, ...(description && { description }) });

/** A user, chosen from a list or given by the id; sent as a number. */
export const user = (displayName = 'User', at?: string): Field => asNumber(required(userPicker(displayName, at)));
export const optionalUser = (displayName: string, at: string, description?: string): Field =>
	asNumber(userPicker(displayName, at, description));

export const content = (at = 'content'): Field => required(longText('Text', { at, description: 'Up to 4,096 characters' }));

export const documentedRole = (): Field =>
	choice('Role', { atendente: 'Attendant (Atendente)', admin: 'Administrator', supervisor: 'Supervisor', user: 'User' });
export const codeRole = (): Field =>
	choice('Role', { atendente: 'Attendant (Atendente)', admin: 'Administrator', supervisor: 'Supervisor' });

/** What each dialect calls the states of a conversation. */
const STATUSES = { closed: 'Closed', in_progress: 'In Progress', queue: 'In the Queue', resolved: 'Resolved' };
export const documentedStatus = (): Field => choice('Status', STATUSES);
export const codeStatus = (): Field => converted(choice('Status', STATUSES), (status) => (status === 'queue' ? 'waiting' : status));

export const priority = (): Field => choice('Priority', { normal: 'Normal', low: 'Low', high: 'High', urgent: 'Urgent' });

/** A day at the server, from any moment. */
export const dayOf = (displayName: string, at: string): Field => converted(moment(displayName, { at }), (given) => given.slice(0, 10));

/** A moment in UTC, as the documented dialect writes it. */
export const utc = (displayName: string, at: string): Field =>
	converted(moment(displayName, { at }), (given) => new Date(given).toISOString().replace(/\.\d{3}Z$/, 'Z'));

export const days = (most: number): Field =>
	count('Days', { min: 1, max: most, default: 7 }, { description: 'How far back, today included' });

/** A rule for passwords of users that are made here; a login with an old password is nobody's business (attendance notes, "Authentication"). */
export const newPassword = (displayName: string, at: string, needsSpecial: boolean): Field => {
	const given = required(text(displayName, { at }));
	return {
		...given,
		form: { ...given.form, typeOptions: { password: true } },
		toWire: (value) => {
			const password = String(given.toWire(value));
			const wrong = [
				password.length >= 8 ? '' : 'at least 8 characters',
				/[A-Z]/.test(password) ? '' : 'an upper case letter',
				needsSpecial || /[a-z]/.test(password) ? '' : 'a lower case letter',
				/\d/.test(password) ? '' : 'a digit',
				!needsSpecial || /[^A-Za-z0-9]/.test(password) ? '' : 'a special character',
			].filter(Boolean);
			if (wrong.length > 0) throw new RangeError(`${displayName} is not allowed by the attendance system: it needs ${wrong.join(', ')}`);
			return password;
		},
	};
};

/** A password that is there already. */
export const passwordField = (displayName: string, at: string): Field => {
	const given = required(text(displayName, { at }));
	return { ...given, form: { ...given.form, typeOptions: { password: true } } };
};
