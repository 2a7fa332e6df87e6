import type { LoadRepair } from './reading';

export const loadRepair: LoadRepair = async () => (await import('../bundled/jsonrepair')).jsonrepair;
