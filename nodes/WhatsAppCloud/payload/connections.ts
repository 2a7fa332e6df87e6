import { at, recordOf, textOf } from '../../shared/core/json/readers';
import type { CleanConnection } from '../../shared/core/message/channelEvent';
import type { Change } from './envelope';
import type { How } from './reading';

/** What Meta says when nothing goes out or comes in any more, and when it does again (vendor page account_update). */
const GONE = new Set(['ACCOUNT_DELETED', 'ACCOUNT_OFFBOARDED']);
const BACK = new Set(['ACCOUNT_RECONNECTED']);
const BANS: Partial<Record<string, CleanConnection['event']>> = { DISABLE: 'disconnected', REINSTATE: 'connected' };

/** That the number is cut off from WhatsApp or back again, by what is told of its account; null for anything else. */
export function connectionOf(change: Change, how: How): CleanConnection | null {
	if (change.field !== 'account_update') return null;
	const event = whatHappened(change.value);
	if (event === null) return null;
	const { reason } = recordOf(change.value.disconnection_info);
	const why = [textOf(change.value.event), textOf(reason)].filter(Boolean).join(': ');
	return {
		event,
		provider: 'whatsapp_cloud',
		channel: change.channel || how.channel,
		at: change.at,
		phone: null,
		...(event === 'disconnected' && { reason: why }),
	};
}

function whatHappened(value: Change['value']): CleanConnection['event'] | null {
	const told = textOf(value.event);
	const ban = textOf(at(value, 'ban_info', 'waba_ban_state'));
	if (Object.hasOwn(BANS, ban)) return BANS[ban] ?? null;
	// A partner that goes without this was one of several; with it, the phone left the interface (coexistence).
	if (GONE.has(told) || (told === 'PARTNER_REMOVED' && at(value, 'disconnection_info') !== undefined)) return 'disconnected';
	return BACK.has(told) ? 'connected' : null;
}
