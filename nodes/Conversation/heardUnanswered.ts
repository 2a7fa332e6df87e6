import { earOf } from '../shared/core/hearing/ear';
import { protocolOf } from '../shared/core/sdr/intents';
import { registerFindings } from '../shared/store/findings';
import type { Store } from '../shared/store/store';
import type { Turn } from './turn';

/** How much of a message a row keeps. */
const EXCERPT = 500;
/** Of these the team is told; the agent, which answers, tells of the rest. */
const TOLD = ['lgpd_request', 'opt_out'];

/**
 * Registers what the law lets a customer ask for where the agent does not answer: a person has the conversation, it is paused, or the agent is switched off. Nothing is
 * said to the customer; the team is told, and whoever has the conversation keeps it. Costs nothing unless something was heard.
 * @param now ISO 8601 UTC
 */
export async function registerHeard(store: Store, turn: Turn, now: string): Promise<void> {
	const { turn_id, phone, channel, text } = turn;
	const heard = earOf()(text);
	const has = (label: string): boolean => heard.some((one) => one.label === label);
	const kind = heard.find(({ label }) => label === 'lgpd')?.kind;
	const words = text.slice(0, EXCERPT);
	// Who asks for prices in the same breath may mean half a sentence: nobody is there to ask them.
	const opt_out = has('optOut') && !has('commercial') && !has('delivery') ? { words } : null;
	const lgpd_request = kind ? { protocol: protocolOf(turn, { now: Date.parse(now), seed: turn_id }), kind, words } : null;
	if (opt_out || lgpd_request) await registerFindings(store, { phone, channel }, { opt_out, lgpd_request, message: words, tell: TOLD });
}
