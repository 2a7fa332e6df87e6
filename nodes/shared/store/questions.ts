import type { Store } from './store';

export interface Question {
	/** The number of ours that asks: for Z-API the instance id. */
	channel: string;
	/** Canonical key of who is asked. */
	phone: string;
	/** Where the workflow that waits is told the answer; it carries n8n's signature. */
	resumeUrl: string;
}

/** Notes that a workflow waits for the next message of a phone; a newer question takes the place of an older one. */
export const openQuestion = async (store: Store, { channel, phone, resumeUrl }: Question, expiresAt: Date): Promise<void> =>
	await store.rpc(
		'open_question',
		{ p_channel: channel, p_phone: phone, p_resume_url: resumeUrl, p_expires_at: expiresAt.toISOString() },
		true,
	);

/** Takes a question back that did not go out. */
export const dropQuestion = async (store: Store, { channel, phone, resumeUrl }: Question): Promise<void> =>
	await store.rpc('drop_question', { p_channel: channel, p_phone: phone, p_resume_url: resumeUrl }, true);

/** Notes a question and has it asked: before, so that no answer is faster. One that did not go out is taken back. */
export async function askNoted(store: Store, question: Question, expiresAt: Date, ask: () => Promise<void>): Promise<void> {
	await openQuestion(store, question, expiresAt);
	try {
		await ask();
	} catch (error) {
		// What went wrong with the message matters more; the note expires by itself.
		await dropQuestion(store, question).catch(() => undefined);
		throw error;
	}
}

/** Whether this caller is the one who hands a message to the workflow that waits for it. */
export const beginAnswer = async (store: Store, sequence: number): Promise<boolean> =>
	await store.rpc('begin_answer', { p_sequence: sequence, p_key: crypto.randomUUID() }, true);

/**
 * The question is settled.
 * @param taken whether the workflow took the message, which then needs no turn; otherwise it is one like any other
 */
export const finishAnswer = async (store: Store, sequence: number, taken: boolean): Promise<void> =>
	await store.rpc('finish_answer', { p_sequence: sequence, p_taken: taken }, true);
