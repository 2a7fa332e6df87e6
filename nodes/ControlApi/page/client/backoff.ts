const FIRST_MS = 3000;
const LONGEST_MS = 60_000;
/** Nobody looks: a request for a person is heard soon enough. Browsers stretch this to a minute when the page has been hidden for long. */
const HIDDEN_MS = 15_000;

/** Milliseconds until the next question: 3 s, and after failures in a row 3, 6, 12, 24, 48, 60 s. */
export const nextDelay = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));

/** The same while the page is hidden: 15 s, and no sooner after failures. */
export const hiddenDelay = (failures: number): number => Math.max(HIDDEN_MS, nextDelay(failures));
