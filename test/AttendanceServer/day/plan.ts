import { seeded } from '../../eval/mutations';

/** What is going to happen with one customer; times are ticks of the day. */
export interface Plan {
	n: number;
	place: { channel: string; phone: string };
	arrives: number;
	/** Who calls a person: the agent's own workflow, the assistant that works through the API, or nobody. */
	calls: 'agent' | 'api' | null;
	isAngry: boolean;
	/** How often somebody of the team answers before it is done. */
	answers: number;
	isTransferred: boolean;
	resolution: 'resolved' | 'unresolved' | 'abandoned';
	/** What they answer when they are asked how it was; null for nothing. */
	rating: number | null;
}

/** The busy hours of a day: how many more come in each tick. */
const crowd = (tick: number, ticks: number): number => 1 + Math.sin((tick / ticks) * 3 * Math.PI) ** 2;

/**
 * A day of so many customers, the same for a seed.
 * @param ticks in which somebody comes
 */
export function planDay(customers: number, ticks: number, seed: number): Plan[] {
	const random = seeded(seed);
	const isOne = (share: number) => random() < share;
	const weights = Array.from({ length: ticks }, (_, tick) => crowd(tick, ticks));
	const all = weights.reduce((sum, one) => sum + one, 0);
	const tickOf = (share: number): number => {
		let left = share * all;
		return Math.max(
			weights.findIndex((weight) => (left -= weight) < 0),
			0,
		);
	};
	return Array.from({ length: customers }, (_, n): Plan => {
		const isAngry = isOne(0.15);
		const resolution = isOne(0.7) ? 'resolved' : isOne(0.5) ? 'unresolved' : 'abandoned';
		return {
			n,
			place: { channel: `numero-${n}`, phone: `55119${String(40_000_000 + n)}` },
			arrives: tickOf(random()),
			calls: isOne(0.08) ? null : isAngry || isOne(0.5) ? 'agent' : 'api',
			isAngry,
			answers: Math.floor(random() * 2.4),
			isTransferred: isOne(0.12),
			resolution,
			rating: resolution !== 'abandoned' && isOne(0.6) ? 1 + Math.floor(random() * 5) : null,
		};
	});
}
