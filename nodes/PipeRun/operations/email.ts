import { count, flag, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { code, html, id, name, record, timestamps, user } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';
import { bulk } from './emailBulk';

const email = noun('email', 'e-mail');
const template = noun('email template', 'template de e-mail');
const file = noun('file', 'arquivo');

export const emailResource: Resource = {
	name: 'Email',
	description: 'E-mail',
	operations: {
		getMany: operation({
			...lists(email),
			request: 'GET /emails',
			fields: {},
			options: {
				deal_id: id('Deal ID'),
				person_id: id('Person ID'),
				company_id: id('Company ID'),
				user_id: user('User'),
				email_template_id: id('Email Template ID'),
				status: code('Status', { 1: 'Unread', 2: 'Read', 3: 'Sent', 4: 'Failed' }),
				type: code('Type', { 0: 'Received', 1: 'Sent', 2: 'Draft', 3: 'Archived' }),
				...timestamps(),
			},
		}),
		archive: bulk('PUT /emails/archive', {
			name: 'Archive',
			action: 'Archive emails',
			description: 'Put emails into the archive (arquivar)',
		}),
		moveToInbox: bulk('PUT /emails/inbox', {
			name: 'Move to Inbox',
			action: 'Move emails to inbox',
			description: 'Take emails back into the inbox (caixa de entrada)',
		}),
		markAsRead: bulk('PUT /emails/read', {
			name: 'Mark as Read',
			action: 'Mark emails as read',
			description: 'Mark emails as read (lido)',
		}),
		markAsUnread: bulk('PUT /emails/unread', {
			name: 'Mark as Unread',
			action: 'Mark emails as unread',
			description: 'Mark emails as unread (não lido)',
		}),
		delete: bulk('DELETE /emails/deleteBulk', { name: 'Delete', action: 'Delete emails', description: 'Delete emails for good' }),
	},
};

const body = () => html('Body', { description: 'HTML, or plain text whose lines are kept' });
const subject = () => text('Subject', { placeholder: 'e.g. Sua proposta' });

export const emailTemplate: Resource = {
	name: 'Email Template',
	description: 'Template de e-mail',
	operations: {
		create: operation({
			...creates(template),
			request: 'POST /email/templates',
			fields: {
				name: required(name('e.g. Boas-vindas')),
				subject: required(subject()),
				body: required(body()),
				engine: required(
					count('Engine', { min: 0 }, { description: "Number of the editor that the template is made for, as in PipeRun's documentation" }),
				),
				active: flag('Active', 'Whether the template can be used', true),
			},
		}),
		get: operation({
			...gets(template),
			request: 'GET /email/template/{email_template_id}',
			fields: { email_template_id: record('Email Template') },
		}),
		getMany: operation({
			...lists(template),
			request: 'GET /email/templates',
			fields: {},
			options: { name: name('e.g. Boas-vindas'), subject: subject(), user_id: user('User'), ...timestamps() },
		}),
		update: operation({
			...updates(template),
			request: 'PUT /email/template/{email_template_id}',
			fields: { email_template_id: record('Email Template'), name: required(name('e.g. Boas-vindas')), body: required(body()) },
			options: { subject: subject() },
		}),
		delete: operation({
			...deletes(template),
			request: 'DELETE /email/template/{email_template_id}',
			fields: { email_template_id: record('Email Template') },
		}),
	},
};

export const fileResource: Resource = {
	name: 'File',
	description: 'Arquivo',
	operations: {
		get: operation({ ...gets(file), request: 'GET /files/{file_id}', fields: { file_id: record('File') } }),
		getMany: operation({
			...lists(file),
			request: 'GET /files',
			fields: {},
			options: {
				deal_id: id('Deal ID'),
				email_id: id('Email ID'),
				call_id: id('Call ID'),
				user_id: user('User'),
				id: id('File ID'),
				name: name('e.g. proposta.pdf'),
				format: text('Format', { placeholder: 'e.g. pdf' }),
				hash: text('Hash'),
				...timestamps(),
			},
		}),
		delete: operation({ ...deletes(file), request: 'DELETE /files/{file_id}', fields: { file_id: record('File') } }),
	},
};
