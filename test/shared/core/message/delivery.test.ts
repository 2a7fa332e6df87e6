import { wasSent } from '../../../../nodes/shared/core/message/delivery';

const T0 = Date.parse('2026-01-05T13:00:00.000Z');
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();
/** As the provider tells it: whole seconds. */
const chat = (seconds: number) => Math.floor((T0 + seconds * 1000) / 1000) * 1000;

it.each([
	['the chat moved when it was sent', 10, 0, 10.4, 'sent'],
	['the clock of the provider is a little behind', 10, 0, 8.5, 'sent'],
	['it was sent late', 10, 0, 60, 'sent'],
	["the last message is the customer's own", 10, 0, 0, 'not_sent'],
	['somebody wrote again afterwards', 10, 12, 12, 'unknown'],
	['somebody wrote at that very moment', 10, 9, 10, 'unknown'],
	['the customer wrote shortly before', 10, 7, 10, 'sent'],
	['the customer wrote shortly before, and nothing came after', 10, 7.9, 7, 'not_sent'],
	['we heard of the last message a second after the provider stamped it', 10, 6.1, 5.9, 'not_sent'],
	['somebody of whom we do not know wrote before', 100, 0, 50, 'unknown'],
	['the provider knows less than we do', 100, 50, 10, 'unknown'],
])('%s', (_, began, known, last, verdict) => {
	expect(wasSent(at(began), at(known), chat(last))).toBe(verdict);
});

it('an empty chat of ours was not written to', () => {
	expect(wasSent(at(10), null, 0)).toBe('not_sent');
});
