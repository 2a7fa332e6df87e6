import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { lineOf, type Line, type Writing } from '../../shared/core/campaign/list';
import { gapName, gapsIn } from '../../shared/core/campaign/words';
import { recordOf, textOf } from '../../shared/core/json/readers';
import { checkedTemplate, type Template } from '../../shared/core/message/template';
import { wordsOf } from '../../shared/core/text/words';
import type { CampaignGiven } from '../../shared/store/campaigns';

/** WhatsApp takes no longer text. */
const LONGEST_TEXT = 4096;

/** @throws {RangeError} where it is empty */
export function campaignIdOf(context: IExecuteFunctions, itemIndex: number): string {
	const id = wordsOf(context.getNodeParameter('campaignId', itemIndex, ''));
	if (!id) throw new RangeError('The field "Campaign" is empty: give the campaign a name of its own');
	return id;
}

/** The campaign itself, as the form has it. */
export function campaignGiven(context: IExecuteFunctions): CampaignGiven {
	const more = recordOf(context.getNodeParameter('more', 0, {}));
	const startsAt = wordsOf(more.startsAt);
	const at = Date.parse(startsAt);
	if (startsAt && Number.isNaN(at)) throw new RangeError(`The field "Starts At" is no moment: ${startsAt}`);
	const percent = Number(more.stopPercent ?? 10);
	if (!(percent > 0 && percent <= 100)) throw new RangeError('The field "Stop at Failures (%)" must be from 1 to 100');
	return {
		id: campaignIdOf(context, 0),
		name: wordsOf(more.name),
		channel: wordsOf(more.channel) || null,
		about: wordsOf(more.about).slice(0, 2000),
		category: wordsOf(more.category) || 'marketing',
		stop_share: percent / 100,
		starts_at: startsAt ? new Date(at).toISOString() : null,
	};
}

/** What the form says of the words, before the list is known. */
export type Form = Omit<Writing, 'gaps' | 'areKeys'>;

/** @throws {RangeError} for words or a template that could not be sent */
export function formOf(context: IExecuteFunctions): Form {
	const given = (name: string) => textOf(context.getNodeParameter(name, 0, ''));
	const isTemplate = given('messageAs') === 'template';
	const text = isTemplate ? '' : given('text').trim();
	if (!isTemplate && !text) throw new RangeError('The field "Text" is empty: there is nothing to send');
	if (text.length > LONGEST_TEXT) throw new RangeError(`The field "Text" is too long: WhatsApp takes ${LONGEST_TEXT} characters`);
	return {
		campaignId: campaignIdOf(context, 0),
		phoneColumn: given('phoneColumn').trim() || 'telefone',
		nameColumn: given('nameColumn').trim() || 'nome',
		consentColumn: wordsOf(recordOf(context.getNodeParameter('more', 0, {})).consentColumn),
		consent: given('consent').trim(),
		text,
		template: isTemplate ? templateOf(given) : null,
	};
}

function templateOf(given: (name: string) => string): Template {
	const values = given('templateValues')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
	// The gaps are the columns of the list, which are looked at with the list.
	const { name, language } = checkedTemplate({
		name: given('templateName').trim(),
		language: given('templateLanguage').trim(),
		values: [],
	});
	return { name, language, values };
}

/**
 * The words and the columns of this list.
 * @param rows of the list, of which the first ones tell the columns
 * @throws {RangeError} when a column is not there that the form names
 */
export function writingFor(form: Form, rows: readonly IDataObject[], areKeys: boolean): Writing {
	const columns = [...new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row).map(gapName)))].filter(Boolean);
	if (columns.includes(gapName(form.nameColumn))) columns.push('nome');
	const lacks = [form.phoneColumn, ...(form.consentColumn ? [form.consentColumn] : [])].find((name) => !columns.includes(gapName(name)));
	if (lacks !== undefined)
		throw new RangeError(`The list has no column "${lacks}": it has ${columns.map((name) => `"${name}"`).join(', ')}`);
	const said = form.template ? form.template.values.join('\n') : form.text;
	return { ...form, areKeys, gaps: gapsIn(form.template ? 'Template Values' : 'Text', said, [...new Set(columns)]) };
}

/** The lines of a part of the list. @param from the place of its first line, from 1 */
export const linesOf = (rows: readonly IDataObject[], from: number, writing: Writing): Line[] =>
	rows.map((row, at) => lineOf(row, from + at, writing));
