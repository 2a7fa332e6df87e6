import { mount, type Mounted, type Part } from './mount';
import type { Place } from './listen';
import type { Limits } from './limits';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Mounts a part as soon as the port can be had: for a workflow that was published before, and that n8n would take off line for a port that its predecessor still
 * holds. What is told is told once.
 */
export function mountPatiently(
	place: Place,
	part: Part,
	told: { failed: (error: Error) => void; mounted: () => void },
	limits?: Limits,
): Mounted {
	let closed = false;
	let endPause = (): void => undefined;
	const attempt = async (failures: number): Promise<Mounted | null> => {
		if (closed) return null;
		try {
			const mounted = await mount(place, part, limits);
			if (failures > 0) told.mounted();
			return mounted;
		} catch (error) {
			if (failures === 0) told.failed(error as Error);
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures));
				endPause = () => {
					clearTimeout(timer);
					resolve();
				};
			});
			return await attempt(failures + 1);
		}
	};
	const mounting = attempt(0);
	return {
		close: async () => {
			closed = true;
			endPause();
			await (await mounting)?.close();
		},
	};
}
