import type { IDataObject } from 'n8n-workflow';

import { choice, longText, text } from '../shared/kit/field';
import type { Composite } from '../shared/kit/operation';
import type { Outgoing } from '../shared/provider/provider';
import { answered } from './answers';
import { queueOptions } from './fields';
import { optionalMedia } from './media';
import { requestOf } from './outgoing';
import { chat } from './pickers';

type Wanted = Pick<Outgoing, 'kind' | 'text' | 'file' | 'fileName'> & { phone: string };

/** Sends whatever a message is: where texts and files come by one way, one node sends them all. */
export const sendAny: Composite = {
	name: 'Send Text or File',
	action: 'Send text or file message',
	description: 'Send a text, image, audio, video or document: which one may be told by an expression',
	fields: {
		phone: chat(),
		kind: choice('Kind', { text: 'Text', image: 'Image', audio: 'Audio', video: 'Video', document: 'Document' }),
		text: longText('Text', { description: 'The text, or the caption of the file' }),
		file: optionalMedia('File', 'file', 'proposta.pdf'),
		fileName: text('File Name', { description: 'Name that people see of a document', placeholder: 'e.g. proposta.pdf' }),
	},
	options: queueOptions(),
	run: async ({ values, send }) => {
		const { phone, kind, text: words, file, fileName, ...queue } = values as unknown as Wanted;
		const { path, content } = requestOf({ kind, text: words, file, fileName });
		const body = { phone, ...content, ...queue } as IDataObject;
		return { json: answered(await send({ method: 'POST', path, body, repeatable: false })) as IDataObject };
	},
};
