import type { IDataObject } from 'n8n-workflow';

import { listOf, recordOf, recordsOf, textOf } from '../shared/core/json/readers';
import { choice, converted, entries, flag, json, list, longText, onlyWhen, required, text, type Fields } from '../shared/kit/field';
import { atMost, between } from './limits';

const MEDIA = ['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'];
const built = { buildBy: ['fields'] };

const button = (): Fields => ({
	type: choice('Type', {
		QUICK_REPLY: 'Answer',
		URL: 'Open Link',
		PHONE_NUMBER: 'Call Number',
		COPY_CODE: 'Copy Code',
		FLOW: 'Open Flow',
		OTP: 'One-Time Password',
		CATALOG: 'Catalog',
		MPM: 'Several Products',
		SPM: 'One Product',
		VOICE_CALL: 'WhatsApp Call',
		REQUEST_CONTACT_INFO: 'Request Phone Number',
	}),
	text: onlyWhen(
		{ type: ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'FLOW', 'OTP', 'CATALOG', 'MPM', 'SPM', 'VOICE_CALL'] },
		atMost(25, text('Label', { placeholder: 'e.g. Quero saber mais' })),
	),
	url: onlyWhen({ type: ['URL'] }, atMost(2000, required(text('Link URL', { placeholder: 'e.g. https://example.com/{{1}}' })))),
	urlExample: onlyWhen({ type: ['URL'] }, list('Link Example', { at: 'example', placeholder: 'e.g. https://example.com/pedido' })),
	phone: onlyWhen(
		{ type: ['PHONE_NUMBER'] },
		atMost(20, required(text('Phone', { at: 'phone_number', placeholder: 'e.g. +553130000000' }))),
	),
	code: onlyWhen({ type: ['COPY_CODE'] }, atMost(15, required(text('Code Example', { at: 'example', placeholder: 'e.g. ANA10' })))),
	flowId: onlyWhen({ type: ['FLOW'] }, required(text('Flow ID', { at: 'flow_id', placeholder: 'e.g. 900000000000030' }))),
	screen: onlyWhen({ type: ['FLOW'] }, text('Screen', { at: 'navigate_screen', placeholder: 'e.g. INICIO' })),
	otp: onlyWhen(
		{ type: ['OTP'] },
		choice('Password By', { COPY_CODE: 'Copy', ONE_TAP: 'One Tap', ZERO_TAP: 'Zero Tap' }, { at: 'otp_type' }),
	),
});

/** The parts of a template, for most; JSON for carousels, offers and what else Meta thinks of. */
export const templateParts = (): Fields => ({
	buildBy: choice('Build By', { fields: 'Fields', components: 'Components as JSON' }, { at: 'parts.by' }),
	headerKind: onlyWhen(
		built,
		choice(
			'Header',
			{ NONE: 'None', TEXT: 'Text', IMAGE: 'Image', VIDEO: 'Video', DOCUMENT: 'Document', LOCATION: 'Location' },
			{ at: 'parts.format' },
		),
	),
	header: onlyWhen({ ...built, headerKind: ['TEXT'] }, atMost(60, required(text('Header Text', { at: 'parts.header' })))),
	headerExample: onlyWhen(
		{ ...built, headerKind: ['TEXT'] },
		text('Header Example', { at: 'parts.headerExample', description: 'What could stand in its gap' }),
	),
	headerHandle: onlyWhen(
		{ ...built, headerKind: MEDIA },
		required(
			text('Header File Handle', {
				at: 'parts.handle',
				description: 'What "Upload", "Upload File" gives for an example of the file; a media ID is refused',
			}),
		),
	),
	text: onlyWhen(
		built,
		atMost(1024, longText('Text', { at: 'parts.text', description: 'Gaps as {{1}}, or {{nome}} with named parameters' })),
	),
	examples: onlyWhen(
		built,
		list('Text Examples', {
			at: 'parts.examples',
			description: 'What could stand in the gaps, in order, comma-separated',
			placeholder: 'e.g. Ana, terça-feira',
		}),
	),
	footer: onlyWhen(built, atMost(60, text('Footer', { at: 'parts.footer' }))),
	buttons: onlyWhen(built, between(1, 10, entries('Buttons', 'Button', button(), { at: 'parts.buttons' }))),
	components: onlyWhen(
		{ buildBy: ['components'] },
		required(json('Components', { at: 'parts.components', default: '[]', description: 'As Meta documents them for message templates' })),
	),
});

export const templateOptions = (): Fields => ({
	seconds: converted(
		text('Seconds to Deliver', {
			at: 'message_send_ttl_seconds',
			description: 'After that it is not delivered any more; -1 is 30 days',
			placeholder: 'e.g. 600',
		}),
		(given) => {
			if (!/^-?\d+$/.test(given)) throw new RangeError(`Seconds to Deliver must be a whole number, and "${given}" is not`);
			return Number(given);
		},
	),
	noTracking: flag('No Link Tracking', 'Whether clicks on its links are not counted', true, { at: 'cta_url_link_tracking_opted_out' }),
});

/** Meta's components of what was given; none for a template of Meta's library, which brings its own. */
export function withComponents({ parts, ...body }: IDataObject): IDataObject {
	const given = recordOf(parts);
	const components = given.by === 'components' ? given.components : assembled(given, body.parameter_format === 'NAMED');
	if (!Array.isArray(components)) throw new RangeError('Components must be a JSON list, like [{"type": "BODY", "text": "…"}]');
	return { ...body, ...(components.length > 0 && { components: components as IDataObject[] }) };
}

function assembled(given: Record<string, unknown>, isNamed: boolean): IDataObject[] {
	const [format, text] = [textOf(given.format), textOf(given.text)];
	const buttons = recordsOf(given.buttons) as IDataObject[];
	const header: IDataObject = {
		type: 'HEADER',
		format,
		...(format === 'TEXT' && {
			text: given.header as string,
			...examplesOf('header_text', textOf(given.header), [given.headerExample], isNamed),
		}),
		...(MEDIA.includes(format) && { example: { header_handle: [textOf(given.handle)] } }),
	};
	return [
		...(format && format !== 'NONE' ? [header] : []),
		...(text ? [{ type: 'BODY', text, ...examplesOf('body_text', text, listOf(given.examples), isNamed) }] : []),
		...(given.footer ? [{ type: 'FOOTER', text: textOf(given.footer) }] : []),
		...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons: sorted(buttons) }] : []),
	];
}

/** Meta wants an example for each gap: a template without them is refused only after a while. */
function examplesOf(key: 'header_text' | 'body_text', text: string, examples: unknown[], isNamed: boolean): IDataObject {
	const gaps = [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, gap]) => gap))];
	const given = examples.map(textOf).filter(Boolean);
	if (gaps.length !== given.length)
		throw new RangeError(`Meta wants an example for each gap: there are ${gaps.length} gaps, and ${given.length} examples`);
	if (gaps.length === 0) return {};
	if (isNamed) return { example: { [`${key}_named_params`]: gaps.map((param_name, n) => ({ param_name, example: given[n] })) } };
	return { example: key === 'body_text' ? { body_text: [given] } : { header_text: given } };
}

/** Buttons to answer with stand together, before or after the others. */
function sorted(buttons: IDataObject[]): IDataObject[] {
	const isReply = ({ type }: IDataObject) => type === 'QUICK_REPLY';
	const count = (type: string) => buttons.filter((one) => one.type === type).length;
	if (count('URL') > 2) throw new RangeError('A template has two buttons that open a link at most');
	if (count('PHONE_NUMBER') > 1) throw new RangeError('A template has one button that calls at most');
	if (count('COPY_CODE') > 1) throw new RangeError('A template has one button that copies a code at most');
	const first = isReply(buttons[0]);
	return [...buttons.filter((one) => isReply(one) === first), ...buttons.filter((one) => isReply(one) !== first)];
}
