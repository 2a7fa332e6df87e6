import { momentOf, recordsOf, textOf, type JsonRecord } from '../../shared/core/json/readers';
import type { Change } from './envelope';
import { named, partyOf } from './party';
import type { How, Reading } from './reading';

/** What is kept as the words of an opt-out that Meta told of: one that the customer said is not taken back by Meta's switch. */
export const PREFERENCE_WORDS = 'Meta: marketing_messages stop';

/** What customers chose in WhatsApp's own menu. Whoever stops marketing messages wants none of ours: sending on is refused by Meta too (131050). */
export const preferencesOf = (change: Change, how: How): Reading[] =>
	recordsOf(change.value.user_preferences).map((preference) => readPreference(preference, change, how));

function readPreference(preference: JsonRecord, change: Change, how: How): Reading {
	const party = partyOf(named(preference, 'wa_id', 'user_id', 'parent_user_id'), change.value.contacts);
	if (!party || !change.channel) return { kind: 'ignored', reason: 'nothing_told' };
	const [category, value] = [textOf(preference.category), textOf(preference.value).toLowerCase()];
	const at = momentOf(preference.timestamp) ?? new Date(how.receivedAt).toISOString();
	const { phone, ids } = party;
	const isChoice = category === 'marketing_messages' && (value === 'stop' || value === 'resume');
	return {
		kind: 'event',
		name: 'preference',
		account: change.account,
		...(isChoice && { does: { preference: { phone, ids, wants: value === 'resume', words: PREFERENCE_WORDS, at } } }),
		event: {
			event: 'preference',
			provider: 'whatsapp_cloud',
			channel: change.channel,
			account: change.account,
			at,
			phone,
			ids,
			name: party.name,
			category,
			value,
			text: textOf(preference.detail),
		},
	};
}
