import { correctedText, DELETED } from '../../nodes/shared/core/message/change';
import { sql } from '../setup/supabase';
import { at, rpc, type customer } from './client';

export type Someone = ReturnType<typeof customer>;
export type Given = Record<string, unknown>;

const change = async ({ channel, phone }: Someone, seconds: number, given: Given) =>
	await rpc<{ changed?: boolean; stored?: boolean; reason?: string; sequence?: number }>('change_message', {
		p_change: {
			provider: 'zapi',
			channel,
			phone,
			send_to: phone,
			name: 'Marina Exemplo',
			kind: 'text',
			speaker: 'customer',
			sent_at: at(seconds),
			mark: DELETED,
			...given,
		},
		p_now: at(seconds),
	});

/** Somebody changes the text of a message so many seconds after T0. */
export const edits = async (someone: Someone, seconds: number, of: string, text: string, given: Given = {}) =>
	await change(someone, seconds, {
		change: 'edit',
		of: [of],
		message_id: of,
		text,
		words: text,
		corrected: correctedText(text),
		corrected_words: correctedText(text),
		note: '✏️ O cliente corrigiu a mensagem:',
		...given,
	});

export const deletes = async (someone: Someone, seconds: number, of: string[], given: Given = {}) =>
	await change(someone, seconds, {
		change: 'deletion',
		of,
		message_id: of[0],
		text: '',
		words: '',
		note: '🗑️ O cliente apagou a mensagem:',
		...given,
	});

export const inboxOf = async ({ channel }: Someone) =>
	await sql<{ text: string; status: string }>(`select text, status from inbox where channel = $1 and kind <> 'deletion' order by id`, [
		channel,
	]);
export const historyOf = async ({ channel }: Someone) =>
	(await sql<{ content: string }>('select content from conversations where channel = $1 order by id', [channel])).map(
		({ content }) => content,
	);
