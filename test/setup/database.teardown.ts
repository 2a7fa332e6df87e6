import './database.global';

/** Ends what `database.global.ts` started. */
export default async function stopDatabase(): Promise<void> {
	await globalThis.sandboxSupabase?.stop();
}
