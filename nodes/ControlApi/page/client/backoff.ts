const FIRST_MS = 3000;
const LONGEST_MS = 60_000;
/** Nobody looks: a request for a person is heard soon enough. Browsers stretch this to a minute when the page has been hidden for long. */
const HIDDEN_MS = 15_000;

/** Milliseconds until the next question: 3 s, and after failures in a row 3, 6, 12, 24, 48, 60 s. */
export const nextDelay = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));

/** The same while the page is hidden: 15 s, and no sooner after failures. */
export const hiddenDelay = (failures: number): number => Math.max(HIDDEN_MS, nextDelay(failures));

const HEAR_FIRST_MS = 1000;
const HEAR_LONGEST_MS = 300_000;

/**
 * Milliseconds until the page listens again: about a second after a stream that lasted, and after failures in a row 2, 4, 8 … seconds, 5 minutes at the most.
 * @param random 0 to 1: all pages lose their streams at once when the workflow is published again, and are not to come back at once
 */
export const hearAgainDelay = (failures: number, random: number): number =>
	Math.round(Math.min(HEAR_LONGEST_MS, HEAR_FIRST_MS * 2 ** failures) * (0.5 + random));
