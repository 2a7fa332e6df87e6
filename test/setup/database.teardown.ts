import './database.global';

/** Ends what `database.global.ts` started. */
export default async function stopDatabase(): Promise<void> {
	await Promise.all((globalThis.sandboxSupabases ?? []).map(async (one) => await one.stop()));
}
