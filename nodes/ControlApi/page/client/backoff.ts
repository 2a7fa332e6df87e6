const FIRST_MS = 3000;
const LONGEST_MS = 60_000;

/** Milliseconds until the next question: 3 s, and after failures in a row 3, 6, 12, 24, 48, 60 s. */
export const nextDelay = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
