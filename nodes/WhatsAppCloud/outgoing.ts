import type { IDataObject } from 'n8n-workflow';

import { wireObject } from '../shared/kit/field';
import type { Call, Composite } from '../shared/kit/operation';
import type { Outgoing } from '../shared/provider/provider';
import { basic } from './operations/message/basic';
import { interactive } from './operations/message/interactive';
import { template } from './operations/message/template';
import { templateIn, templateRequest } from './template/definition';
import { saidBy } from './template/said';
import { inOrder, slotsOf } from './template/slots';

/** A message of whatever provider, as the operation of this node that sends it, with what an operator would have entered: the same limits count. */
export async function sendOutgoing(call: Omit<Call, 'values'>, message: Outgoing): Promise<IDataObject> {
	const [operation, given, said] = await asEntered(message, call.send);
	const { fields, options = {}, run } = operation as Composite;
	const quoted = message.replyTo && message.kind !== 'template' ? { replyTo: message.replyTo } : {};
	const entered = { to: message.to, ...given, ...quoted, ...(message.key && { callbackData: message.key }) };
	const outcome = await run({ ...call, values: wireObject({ ...fields, ...options }, entered) });
	return { ...[outcome].flat()[0].json, ...(said && { said }) };
}

async function asEntered({ kind, text, file, fileName, buttons, list, template: chosen }: Outgoing, send: Call['send']) {
	const caption = text ? { caption: text } : {};
	switch (kind) {
		case 'text':
			return [basic.sendText, { text }] as const;
		case 'image':
			return [basic.sendImage, { image: file, ...caption }] as const;
		case 'video':
			return [basic.sendVideo, { video: file, ...caption }] as const;
		case 'audio':
			if (text) throw new RangeError('WhatsApp shows no text under an audio: send the text by itself');
			return [basic.sendAudio, { audio: file }] as const;
		case 'document':
			return [basic.sendDocument, { document: file, ...caption, ...(fileName && { fileName }) }] as const;
		case 'buttons':
			return [
				interactive.sendButtons,
				// What an answer brings back where nobody named it.
				{ text, buttons: { entry: (buttons ?? []).map(({ label, id }) => ({ title: label, id: id ?? label })) } },
			] as const;
		case 'list': {
			const rows = (list?.rows ?? []).map(({ title, description, id }) => ({ title, description: description ?? '', id: id ?? title }));
			const header = list?.title ? { header: list.title } : {};
			return [
				interactive.sendList,
				{ text, button: list?.buttonLabel, sections: { entry: [{ title: '', rows: { entry: rows } }] }, ...header },
			] as const;
		}
		case 'template': {
			if (!chosen) throw new RangeError('Template is empty');
			const found = templateIn(await send(templateRequest(chosen)), chosen);
			const values = inOrder(slotsOf(found.components), chosen.values ?? []) as IDataObject;
			const entered = { template: chosen.name, language: chosen.language, fillBy: 'values', values };
			return [template.sendTemplate, entered, saidBy(found.components, values)] as const;
		}
		default:
			throw new RangeError(`WhatsApp has no messages of the kind "${String(kind)}"`);
	}
}
