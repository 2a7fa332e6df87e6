import { required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { code, day, id, name, record, timestamps, user } from '../fields';
import { creates, deletes, gets, lists, noun } from '../rows';

const document = noun('signature document', 'documento para assinatura');
const signature = noun('signature', 'assinatura');

export const signatureDocument: Resource = {
	name: 'Signature Document',
	description: 'Documento para assinatura',
	operations: {
		create: operation({
			...creates(document),
			request: 'POST /signatureDocuments',
			fields: { name: required(name('e.g. Contrato FB300')) },
			options: {
				file_id: id('File ID', 'A file to sign, instead of a proposal'),
				proposal_id: id('Proposal ID', 'A proposal to sign, instead of a file'),
				deal_id: id('Deal ID'),
			},
		}),
		get: operation({
			...gets(document),
			request: 'GET /signatureDocuments/{signature_document_id}',
			fields: { signature_document_id: record('Signature Document') },
		}),
		getMany: operation({
			...lists(document),
			request: 'GET /signatureDocuments',
			fields: {},
			options: {
				status: code('Status', { [-1]: 'Cancelled', 0: 'Not Signed', 1: 'Sent', 2: 'Signed by All' }),
				owner_id: user('Deal Owner'),
				pipeline_id: id('Pipeline ID'),
				...timestamps(),
			},
		}),
	},
};

export const signatureResource: Resource = {
	name: 'Signature',
	description: 'Assinatura',
	operations: {
		create: operation({
			...creates(signature),
			request: 'POST /signatures',
			fields: {
				signature_document_id: record('Signature Document'),
				email: required(text('Email', { description: 'Who signs', placeholder: 'e.g. maria@example.com' })),
			},
			options: {
				birth_day: day('Birthday'),
				status: code('Status', { 0: 'Waiting', 1: 'Signed', 2: 'Cancelled' }),
				witness: code('Role', { 0: 'Signer', 1: 'Witness', 2: 'Observer' }),
				type: code('Type', { 1: 'Simple', 2: 'Digital Certificate' }),
				ip: text('IP Address'),
			},
		}),
		get: operation({ ...gets(signature), request: 'GET /signatures/{signature_id}', fields: { signature_id: record('Signature') } }),
		getMany: operation({
			...lists(signature),
			request: 'GET /signatures',
			fields: {},
			options: { signature_document_id: id('Signature Document ID'), ...timestamps() },
		}),
		delete: operation({
			...deletes(signature),
			request: 'DELETE /signatures/{signature_id}',
			fields: { signature_id: record('Signature') },
		}),
	},
};
