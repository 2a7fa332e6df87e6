import type { IDataObject } from 'n8n-workflow';

import { choice, entries, list, longText, onlyWhen, required, text, type Field } from '../../shared/kit/field';
import { textOf } from '../../shared/core/json/readers';
import { knowingOurIds } from '../../shared/kit/ownIds';
import { VendorError } from '../../shared/http/errors';
import type { Outgoing, OutgoingKind, Taken } from '../../shared/provider/provider';
import type { WhatsAppOperation } from '../operation';
import { providerField } from '../fields';
import { providerFor } from '../providers';

const FILES: OutgoingKind[] = ['image', 'audio', 'video', 'document'];
const KINDS: Record<OutgoingKind, string> = {
	text: 'Text',
	image: 'Image',
	audio: 'Audio',
	video: 'Video',
	document: 'Document',
	buttons: 'Buttons',
	list: 'List',
	template: 'Template',
};

const only = (...kinds: OutgoingKind[]): Record<string, string[]> => ({ kind: kinds });
const id = (what: string) => text('ID', { at: 'id', description: `Comes back with the ${what}` });

/** Asked for when its kind is sent; not marked by the form, where an expression may tell the kind. */
const needed = (given: Field): Field => ({ ...required(given), form: given.form });

/**
 * Sends one message by the provider of its conversation. What is handed on from the outbox or a reply keeps its keys, so that whoever notes what became of it
 * needs nothing else; where it fails, n8n hands the item on as it came.
 */
export const send: WhatsAppOperation = {
	name: 'Send',
	action: 'Send message',
	description: 'Send a text, file, buttons, list or template by the provider that the conversation is with',
	fields: {
		to: knowingOurIds(
			required(
				text('To', {
					default: '={{ $json.send_to }}',
					description: 'Number with area code, or the ID that the provider gave for the chat',
					placeholder: 'e.g. 5511999990001',
				}),
			),
		),
		kind: choice('Kind', KINDS, { default: 'text' }),
		text: onlyWhen(
			only('text', ...FILES, 'buttons', 'list'),
			longText('Text', { default: '={{ $json.text }}', description: 'The text, or the caption of the file' }),
		),
		file: onlyWhen(
			only(...FILES),
			needed(
				text('File', {
					default: '={{ $json.file_url }}',
					description: 'Public URL that starts with https://, data URI in base64, or the name of a binary field of the item (such as data)',
					placeholder: 'e.g. https://example.com/proposta.pdf',
				}),
			),
		),
		fileName: onlyWhen(
			only('document'),
			text('File Name', {
				default: '={{ $json.file_name }}',
				description: 'Name that people see of a document',
				placeholder: 'e.g. proposta.pdf',
			}),
		),
		buttons: onlyWhen(
			only('buttons'),
			needed(entries('Buttons', 'Button', { label: required(text('Label', { placeholder: 'e.g. Quero saber mais' })), id: id('answer') })),
		),
		listTitle: onlyWhen(only('list'), needed(text('List Title', { at: 'list.title', placeholder: 'e.g. Escolha um assunto' }))),
		buttonLabel: onlyWhen(only('list'), needed(text('Button Label', { at: 'list.buttonLabel', placeholder: 'e.g. Ver opções' }))),
		rows: onlyWhen(
			only('list'),
			needed(
				entries(
					'Rows',
					'Row',
					{
						title: required(text('Title', { placeholder: 'e.g. Segunda via do boleto' })),
						description: text('Description', { description: 'Shown under the title of the row' }),
						id: id('choice'),
					},
					{ at: 'list.rows' },
				),
			),
		),
		templateName: onlyWhen(
			only('template'),
			needed(text('Template', { at: 'template.name', default: '={{ $json.template?.name }}', placeholder: 'e.g. retorno_orcamento' })),
		),
		templateLanguage: onlyWhen(
			only('template'),
			needed(text('Language', { at: 'template.language', default: `={{ $json.template?.language || 'pt_BR' }}` })),
		),
		templateValues: onlyWhen(
			only('template'),
			list('Values', {
				at: 'template.values',
				default: '={{ $json.template?.values }}',
				description: 'What stands in the gaps of the template, in order, comma-separated',
			}),
		),
		replyTo: text('Reply to Message ID', {
			default: '={{ $json.reply_to }}',
			description: 'Message of the chat that is shown above this one; nothing is quoted where it is empty',
			placeholder: 'e.g. 3EB0C767D097B7C7C030',
		}),
		provider: providerField,
	},
	run: async ({ context, itemIndex, values }) => {
		const provider = providerFor(context, itemIndex);
		const { provider: _chosen, ...message } = values as unknown as Outgoing & { provider: string };
		if (!provider.sends.includes(message.kind))
			throw new RangeError(`${provider.name} has no messages of the kind "${KINDS[message.kind] ?? String(message.kind)}"`);
		const item = context.getInputData()[itemIndex].json;
		const beginBefore = lastMoment(item, Date.now());
		// A provider that gives it back with each status tells by it which message that was, in whichever database.
		const key = textOf(item.idempotency_key);
		const taken = await quoting(async (given) => await provider.send({ context, itemIndex }, given), {
			...message,
			...(key && { key }),
			...(beginBefore !== undefined && { beginBefore }),
		});
		return { json: { ...handedOn(item), provider: provider.id, ...taken } };
	},
};

/**
 * A text of a batch whose turn comes late, because the provider was slow with those before it, is another worker's by now: it was taken for lost with its lease, the provider
 * was asked about it, and it is sent by whoever found that it was not. Both would send it.
 * @returns until when it may be begun, epoch milliseconds; undefined where nothing limits it
 * @throws {RangeError} where its time is over; nothing was sent
 */
function lastMoment({ begin_before }: IDataObject, now: number): number | undefined {
	const end = Date.parse(textOf(begin_before));
	if (end <= now) throw new RangeError('It was not begun while its lease lasted: the next run of the outbox sends it');
	return Number.isNaN(end) ? undefined : end;
}

/**
 * Words matter more than what they answer: a provider that surely did not send a message, and may have refused it for the one that it quotes (it was deleted, or is too
 * old), is asked once more without.
 */
async function quoting(send: (message: Outgoing) => Promise<Taken>, message: Outgoing): Promise<Taken> {
	try {
		return await send(message);
	} catch (error) {
		const isRefused =
			error instanceof VendorError && ['rejected', 'notFound'].includes(error.kind) && !error.mayHaveActed && !error.isFinal;
		if (!message.replyTo || !isRefused) throw error;
		const { replyTo: _, ...unquoted } = message;
		return await send(unquoted);
	}
}

/** What an item of the outbox or of a reply is known by. */
const handedOn = ({ outbox_id, lease_token, turn_id, part, parts, phone, channel }: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries({ outbox_id, lease_token, turn_id, part, parts, phone, channel }).filter(([, value]) => value !== undefined),
	) as IDataObject;
