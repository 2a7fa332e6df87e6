import type { IDataObject } from 'n8n-workflow';

import { recordsOf } from '../shared/core/json/readers';
import { choice, entries, group, longText, onlyWhen, required, text, type Field, type Fields } from '../shared/kit/field';
import { allDifferent, atMost, between, checked, inAll } from './limits';
import { media } from './media';

/** The parts that interactive messages are made of, each with the vendor's limits. */

export const body = (most = 1024): Field => atMost(most, required(longText('Text', { at: 'interactive.body.text' })));
export const footer = (): Field =>
	atMost(60, text('Footer', { at: 'interactive.footer.text', description: 'Small text under the message' }));
export const textHeader = (): Field =>
	atMost(60, text('Header', { at: 'interactive.header.text', description: 'Bold text above the message' }));

/** The head of a message or card: a text, or a file. */
export const headerFields = (withText: boolean): Fields => ({
	type: withText
		? choice('Type', { text: 'Text', image: 'Image', video: 'Video', document: 'Document' })
		: choice('Type', { image: 'Image', video: 'Video' }),
	...(withText && { text: onlyWhen({ type: ['text'] }, atMost(60, required(text('Text')))) }),
	image: onlyWhen({ type: ['image'] }, media('Image', 'image', 'foto.jpg')),
	video: onlyWhen({ type: ['video'] }, media('Video', 'video', 'video.mp4')),
	...(withText && {
		document: onlyWhen({ type: ['document'] }, media('Document', 'document', 'proposta.pdf')),
		filename: onlyWhen({ type: ['document'] }, text('File Name', { at: 'document.filename', placeholder: 'e.g. proposta.pdf' })),
	}),
});
export const header = (): Field =>
	group('Header', headerFields(true), { at: 'interactive.header', description: 'Text or file above the message' });

/** Ids come back with the answer: blanks around them would be lost on the way. */
const trimmed = (given: Field): Field =>
	checked(given, (wire, displayName) => {
		if (String(wire) !== String(wire).trim()) throw new RangeError(`${displayName} must not begin or end with a blank`);
	});

export const buttons = (): Field =>
	checked(
		between(
			1,
			3,
			required(
				entries(
					'Buttons',
					'Button',
					{
						title: atMost(20, required(text('Label', { at: 'reply.title', placeholder: 'e.g. Quero saber mais' }))),
						id: trimmed(
							atMost(
								256,
								required(text('ID', { at: 'reply.id', description: 'Comes back with the answer', placeholder: 'e.g. saber_mais' })),
							),
						),
					},
					{ at: 'interactive.action.buttons' },
				),
			),
		),
		(wire) => {
			const replies = recordsOf(wire).map(({ reply }) => reply as IDataObject);
			allDifferent(
				'IDs of buttons',
				replies.map(({ id }) => id),
			);
			allDifferent(
				'Labels of buttons',
				replies.map(({ title }) => title),
			);
		},
	);

const row = (): Fields => ({
	title: atMost(24, required(text('Title', { placeholder: 'e.g. Segunda via do boleto' }))),
	id: trimmed(atMost(200, required(text('ID', { description: 'Comes back with the choice', placeholder: 'e.g. boleto' })))),
	description: atMost(72, text('Description', { description: 'Shown under the title' })),
});

/** One to ten sections, of rows or of products. @param at where they stand in the request */
const sectionsOf = (at: string, fields: Fields): Field => between(1, 10, required(entries('Sections', 'Section', fields, { at })));

export const sections = (): Field =>
	checked(
		sectionsOf('interactive.action.sections', {
			title: atMost(24, text('Title', { description: 'Needed where there are several sections', placeholder: 'e.g. Setores' })),
			rows: required(entries('Rows', 'Row', row())),
		}),
		checkSections,
	);

/** @throws {RangeError} for what Meta refuses in a list as a whole */
export function checkSections(wire: unknown): void {
	const all = recordsOf(wire);
	const rows = all.flatMap((section) => recordsOf(section.rows));
	inAll('rows', 10, rows.length);
	allDifferent(
		'IDs of rows',
		rows.map(({ id }) => id),
	);
	namedIfSeveral(all);
}

export function namedIfSeveral(all: Array<Record<string, unknown>>): void {
	if (all.length > 1 && all.some(({ title }) => !title)) throw new RangeError('Each section needs a title where there are several');
}

export const productSections = (at: string): Field =>
	checked(
		sectionsOf(at, {
			title: atMost(24, required(text('Title', { placeholder: 'e.g. Mais vendidos' }))),
			products: required(
				entries(
					'Products',
					'Product',
					{ productId: required(text('Product Code', { at: 'product_retailer_id', placeholder: 'e.g. SKU-42' })) },
					{ at: 'product_items' },
				),
			),
		}),
		(wire) => inAll('products', 30, recordsOf(wire).flatMap((section) => recordsOf(section.product_items)).length),
	);

export const catalogId = (at: string): Field =>
	required(text('Catalog ID', { at, description: 'ID of the catalog in Meta’s Commerce Manager', placeholder: 'e.g. 194836987003835' }));
export const productId = (at: string): Field =>
	required(text('Product Code', { at, description: 'The product’s own code (SKU) in the catalog', placeholder: 'e.g. SKU-42' }));
