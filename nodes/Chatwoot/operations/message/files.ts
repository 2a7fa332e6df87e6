import { flag, list, longText, required, text } from '../../../shared/kit/field';
import type { Operations } from '../../../shared/kit/operation';
import { downloadAttachments } from '../../composites/download';
import { sendFiles } from '../../composites/sendFiles';
import { id, itemFiles, onConversation } from '../../fields';
import { messageOptions } from './send';

export const files: Operations = {
	sendFiles: {
		name: 'Send Files',
		action: 'Send files',
		description: 'Write a message with files of the item into a conversation',
		fields: { conversation: onConversation(), files: required(itemFiles()), content: longText('Text') },
		options: {
			...messageOptions(),
			private: flag('Private', 'Whether only agents see it'),
			is_voice_message: flag('Voice Message', 'Whether the audio is shown as recorded by voice', true),
		},
		run: sendFiles,
	},
	downloadAttachments: {
		name: 'Download Attachments',
		action: 'Download attachments of message',
		description: 'Get the files of a message as binary data',
		fields: {
			conversation: onConversation(),
			message: required(id('Message ID', 'e.g. 9002')),
		},
		options: {
			prefix: text('Put Files Under', { description: 'Start of the binary field names', placeholder: 'e.g. file' }),
			hosts: list('Other Hosts', {
				description: 'Files are fetched from the server of the credential alone; further hosts that links may be on, comma-separated',
				placeholder: 'e.g. files.example.com',
			}),
		},
		run: downloadAttachments,
	},
};
