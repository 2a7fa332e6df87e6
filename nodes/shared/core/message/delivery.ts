/** How far the provider's clock may be from ours. */
const SKEW_MS = 2000;

/**
 * Whether a text went out, by the time of the chat's last message at the provider: whoever began to send it died before the answer came. It cannot be told
 * when somebody else wrote at about that time or later.
 * @param beganAt when it was about to be sent, ISO 8601
 * @param lastKnownAt the last message of anybody else in that chat, ISO 8601
 * @param lastMessageMs the chat's last message at the provider, epoch milliseconds, to the second
 */
export function wasSent(beganAt: string, lastKnownAt: string | null, lastMessageMs: number): 'sent' | 'not_sent' | 'unknown' {
	const began = Date.parse(beganAt);
	const known = lastKnownAt === null ? 0 : Date.parse(lastKnownAt);
	if (known >= began - SKEW_MS) return 'unknown';
	const [last, newest] = [lastMessageMs, known].map((ms) => Math.floor(ms / 1000));
	// What we know was stamped by the provider a moment before we heard of it.
	if (last <= newest && last >= newest - SKEW_MS / 1000) return 'not_sent';
	// Older than that: the provider has lost track of the chat. Newer, but from before we began: somebody else wrote.
	return last < newest || lastMessageMs < began - SKEW_MS - 1000 ? 'unknown' : 'sent';
}
