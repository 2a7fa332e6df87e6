import { choice, json, list, required, text, type Field } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { picker } from '../../shared/kit/picker';
import { deleted, records } from '../answers';
import { fieldsOf } from '../fields';
import { atMost, checked } from '../limits';
import { listed } from '../paging';
import { templateChange } from '../templateChange';

const READ =
	'id,name,language,status,category,sub_category,previous_category,parameter_format,components,quality_score,rejected_reason,message_send_ttl_seconds,cta_url_link_tracking_opted_out,library_template_name';

const CATEGORIES = { UTILITY: 'Utility', MARKETING: 'Marketing', AUTHENTICATION: 'Authentication' };
const byId = (): Field => required(picker('Template', 'searchTemplateIds', { at: 'id', placeholder: 'e.g. 900000000000060' }));
const name = (): Field =>
	checked(
		atMost(512, required(text('Name', { description: 'Small letters, digits and _', placeholder: 'e.g. retomar_conversa' }))),
		(wire) => {
			if (!/^[a-z0-9_]+$/.test(String(wire)))
				throw new RangeError(`A template's name has small letters, digits and _ alone, and "${String(wire)}" has others`);
		},
	);
const language = (): Field => required(text('Language', { default: 'pt_BR' }));

export const template: Resource = {
	name: 'Template',
	description: 'Messages that Meta approves before they are sent',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many templates',
			description: 'List the templates with their texts and status',
			request: 'GET /:account/message_templates',
			fixedQuery: { fields: READ },
			fields: {},
			options: {
				fields: fieldsOf(READ),
				name: text('Name', { placeholder: 'e.g. retomar_conversa' }),
				text: text('Text', { at: 'content', description: 'Words that stand in it' }),
				status: text('Status', { description: 'One or several, comma-separated', placeholder: 'e.g. APPROVED,PAUSED' }),
				category: choice('Category', CATEGORIES),
				language: text('Language', { placeholder: 'e.g. pt_BR' }),
				quality: choice('Quality', { GREEN: 'Green', YELLOW: 'Yellow', RED: 'Red', UNKNOWN: 'Unknown' }, { at: 'quality_score' }),
			},
			paging: listed,
		}),
		get: operation({
			name: 'Get',
			action: 'Get template',
			description: 'Get one language of a template',
			request: 'GET /{id}',
			fixedQuery: { fields: READ },
			fields: { id: byId() },
			options: { fields: fieldsOf(READ) },
		}),
		create: templateChange({
			name: 'Create',
			action: 'Create template',
			description: 'Make a template, which Meta looks at before it can be sent',
			path: () => '/:account/message_templates',
			fields: {
				name: name(),
				language: language(),
				category: choice('Category', CATEGORIES),
				format: choice('Gaps', { POSITIONAL: 'Numbered', NAMED: 'Named' }, { at: 'parameter_format' }),
			},
			options: {
				library: text('Library Template Name', {
					at: 'library_template_name',
					description: 'Template of Meta’s library that it is made of',
				}),
				libraryInputs: json('Library Button Inputs', { at: 'library_template_button_inputs', default: '[]' }),
			},
		}),
		update: templateChange({
			name: 'Update',
			action: 'Update template',
			description: 'Replace the parts of a template; an approved one once a day and ten times in 30 days',
			path: ({ id }) => `/${encodeURIComponent(String(id))}`,
			fields: { template: byId() },
			options: { category: choice('Category', CATEGORIES, { description: 'Stays as it is for an approved one' }) },
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete template',
			description: 'Delete a template in all its languages, or in one; its name is blocked for 30 days',
			request: 'DELETE /:account/message_templates',
			fields: { name: name() },
			options: {
				id: text('Template ID', { at: 'hsm_id', description: 'The one language that is deleted', placeholder: 'e.g. 900000000000060' }),
			},
			output: deleted,
		}),
		createAuthentication: operation({
			name: 'Create for Authentication',
			action: 'Create authentication template',
			description: 'Make or replace an authentication template in several languages at once',
			request: 'POST /:account/upsert_message_templates',
			fixed: { category: 'AUTHENTICATION' },
			fields: {
				name: name(),
				languages: required(list('Languages', { description: 'Comma-separated', placeholder: 'e.g. pt_BR, en_US' })),
				components: required(
					json('Components', {
						default:
							'[{"type": "BODY", "add_security_recommendation": true}, {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]',
						description: 'As Meta documents them for authentication templates',
					}),
				),
			},
			output: records,
		}),
		unpause: operation({
			name: 'Unpause',
			action: 'Unpause template',
			description: 'Take up a template again that was paused, after 5 minutes at the earliest',
			request: 'POST /{id}/unpause',
			bodyless: true,
			fields: { id: byId() },
		}),
	},
};
