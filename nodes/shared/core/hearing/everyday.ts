/** x */
export const EVERYDAY = new Set<string>([]);
