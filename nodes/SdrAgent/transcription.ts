import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { heardWords } from '../shared/core/hearing/inventions';
import type { Media } from '../shared/core/message/message';
import { messageWords, TRANSCRIBED, type TurnMessage } from '../shared/core/message/turnText';
import { failing, messageOf, ModelError, type ModelOutcome } from '../shared/llm/failure';
import { redact } from '../shared/http/redact';
import type { Source } from '../shared/kit/field';
import { openTranscriber, type Transcriber } from '../shared/llm/transcribe';
import { audioConsent } from './audioConsent';
import { audioFormat } from './audioFormats';
import { recording, type RecordingOptions } from './recording';
import { audioTime } from './turnTime';

interface Options extends RecordingOptions {
	transcriptionModel?: string;
	language?: string;
	maxSeconds?: number;
	timeoutSeconds?: number;
	/** What the transcriber is known to invent, one a line. */
	inventions?: string;
	/** Asked before the first audio of a customer is heard; empty for hearing it without. */
	consentQuestion?: string;
}
type Message = Omit<TurnMessage, 'sentAt'> & { message_id?: string; sent_at?: string; media?: Media | null };
/** `model` is absent where it was not asked. */
type Heard = ({ words: string } | { problem: string }) & { model?: ModelOutcome; isUnallowed?: true };

/** With the model's time after it, a turn stays within its lease. */
export const AUDIO_SECONDS = 40;
const UNHEARD = '[áudio que não foi possível ouvir]';
const UNALLOWED = '[áudio que espera o sim do cliente para ser ouvido]';

/**
 * Puts the audio of a turn into words, in the place where it was spoken; everything else passes unchanged. Audio that cannot be heard, whatever the reason, never
 * stops the turn: the agent asks for it in writing (SDR spec 1.4, F018 to F021), and `model` of each transcription tells whoever has to act. Where the operator wants the
 * customer's yes first, none of it is downloaded before that.
 */
export async function transcribeTurn(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const { json } = context.getInputData()[itemIndex];
	const messages = (Array.isArray(json.messages) ? json.messages : [json]) as unknown as Message[];
	// Where ready words go out, nobody needs to know what was said.
	if (typeof json.response === 'string') return json;
	const options = context.getNodeParameter('audio', itemIndex, {}) as Options;
	const consent = audioConsent(json, options.consentQuestion);
	const agreed = consent.isNew ? { audio_consent: true } : {};
	const recorded = messages.filter(({ kind }) => kind === 'audio');
	if (recorded.length === 0) return { ...json, ...agreed };
	if (!consent.isGiven) return inWords(json, messages, unallowed(recorded), consent.question);
	// A credential that cannot be used is found out about when something is to be heard.
	const transcriber = await openTranscriber(context).catch(
		(error: unknown): Transcriber =>
			async (_, { model }) =>
				await failing(error, model),
	);
	const limitMs = audioTime(json.lease_until, (options.timeoutSeconds ?? AUDIO_SECONDS) * 1000, Date.now());
	// At once: the customer waits for all of them.
	const results = await Promise.all(
		recorded.map(async (message) => await hear({ context, itemIndex }, message, options, limitMs, transcriber)),
	);
	return { ...inWords(json, messages, new Map(recorded.map((message, n) => [message, results[n]]))), ...agreed };
}

const unallowed = (recorded: Message[]): Map<Message, Heard> =>
	new Map(recorded.map((message) => [message, { problem: 'The customer did not say yes to having audio heard', isUnallowed: true }]));

/** The turn with what was heard in it, or why nothing was; with the question to be asked, where one is due. */
function inWords(json: IDataObject, messages: Message[], heard: Map<Message, Heard>, question = ''): IDataObject {
	const words = (message: Message): string => {
		const result = heard.get(message);
		if (!result) return messageWords(message);
		if ('words' in result) return `${TRANSCRIBED} ${result.words}`;
		return result.isUnallowed ? UNALLOWED : UNHEARD;
	};
	const readable = messages.some((message) => (heard.has(message) ? 'words' in heard.get(message)! : message.text.trim() !== ''));
	return {
		...json,
		text: messages.map(words).filter(Boolean).join('\n'),
		unheard_audio: !readable,
		...(question !== '' && { audio_question: question }),
		transcriptions: [...heard].map(([message, { isUnallowed: _, ...result }]) => ({
			message_id: message.message_id ?? (json.messageId as string | undefined) ?? null,
			seconds: message.media?.seconds ?? null,
			...result,
		})),
	};
}

async function hear(source: Source, { media }: Message, options: Options, limitMs: number, transcribe: Transcriber): Promise<Heard> {
	const { maxSeconds = 300 } = options;
	const deadline = Date.now() + limitMs;
	if (!media?.url && !media?.id) return { problem: 'The message holds no file' };
	if ((media.seconds ?? 0) > maxSeconds) return { problem: `The audio is longer than ${maxSeconds} seconds` };
	try {
		const settings = {
			model: options.transcriptionModel || 'whisper-1',
			language: options.language || 'pt',
		};
		const data = await recording(source, media, options, limitMs, settings.model);
		const format = audioFormat(data, media.mimeType);
		if (!format) return { problem: `The format ${media.mimeType ?? '(unknown)'} cannot be transcribed` };
		const { words, outcome } = await transcribe(
			{ data, fileName: `audio.${format.extension}`, mimeType: format.mimeType },
			{ ...settings, timeoutMs: Math.max(1, deadline - Date.now()) },
		);
		const spoken = words ? heardWords(words, options.inventions) : null;
		return spoken ? { words: spoken, model: outcome } : { problem: 'No words could be heard', model: outcome };
	} catch (error) {
		if (error instanceof ModelError) return { problem: error.message, model: error.outcome };
		return { problem: redact(messageOf(error)) };
	}
}
