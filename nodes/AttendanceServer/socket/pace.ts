import { buckets } from '../../shared/core/limits/bucket';

/** Messages a minute of one connection (handoff spec C9). */
export const A_MINUTE = 60;
/** What is refused beyond that is a loop that went wrong: as many again, and the connection ends. */
const REFUSED = A_MINUTE;

/** How often one connection may say something; by a clock that nobody sets. */
export function pace(now: () => number = () => performance.now()) {
	const [taken, refused] = [A_MINUTE, REFUSED].map((perMinute) => buckets({ perMinute, burst: perMinute }, 1));
	return (): { isLoop: boolean; waitMs: number } => {
		const waitMs = taken.take('', now());
		return { waitMs, isLoop: waitMs > 0 && refused.take('', now()) > 0 };
	};
}
