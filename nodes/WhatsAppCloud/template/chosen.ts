import type { IDataObject } from 'n8n-workflow';

import { parsedJson } from '../../shared/core/json/parsedJson';
import { isRecord, recordOf, textOf } from '../../shared/core/json/readers';
import { choice, json, onlyWhen, required, text, type Field, type Fields } from '../../shared/kit/field';
import { picker } from '../../shared/kit/picker';
import { componentsOf } from './components';

/** One version of a template: its name and its language are what Meta knows it by when it is sent. */
export interface Chosen {
	name: string;
	language: string;
}

/**
 * @param given `name/language` as the list gives it, or a bare name
 * @param language for a bare name
 */
export function chosenOf(given: string, language: string): Chosen {
	const [name, own] = given.split('/');
	if (!/^[a-z0-9_]+$/.test(name)) throw new RangeError(`"${given}" is no name of a template: those have small letters, digits and _ alone`);
	return { name, language: own || language || 'pt_BR' };
}

/** A list of the approved templates that shows their texts; the values' fields follow from what is chosen. */
const template = (): Field => {
	const { form, ...rest } = picker('Template', 'searchTemplates', { at: 'chosen.name', placeholder: 'e.g. retomar_conversa' });
	const modes = form.modes?.map((mode) => (mode.name === 'id' ? { ...mode, displayName: 'By Name' } : mode));
	return required({ ...rest, form: { ...form, modes } });
};

/** One field for each gap of the chosen template. */
const values = (): Field => ({
	form: {
		displayName: 'Values',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['template.value', 'language'],
			resourceMapper: {
				resourceMapperMethod: 'templateValues',
				mode: 'add',
				fieldWords: { singular: 'value', plural: 'values' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
			},
		},
	},
	at: 'chosen.values',
	// As the editor keeps it; an AI or an expression may give the values alone.
	toWire: (given) => {
		const read = typeof given === 'string' ? parsedJson(given) : given;
		const value = isRecord(read) && 'mappingMode' in read ? read.value : read;
		return isRecord(value) ? value : undefined;
	},
});

export const templateFields = (): Fields => ({
	template: template(),
	language: text('Language', { at: 'chosen.language', default: 'pt_BR', description: 'Counts for a template given by its name alone' }),
	fillBy: choice('Fill By', { values: 'Values', components: 'Components as JSON' }, { at: 'chosen.by' }),
	values: onlyWhen({ fillBy: ['values'] }, values()),
	components: onlyWhen(
		{ fillBy: ['components'] },
		json('Components', {
			at: 'chosen.components',
			default: '[]',
			description: 'As Meta documents them under "components", for what no field can hold',
		}),
	),
});

/** The `template` of a message, of what was chosen. */
export function asTemplate({ chosen, ...body }: IDataObject): IDataObject {
	const { name, language, values: given, components } = recordOf(chosen);
	const { name: own, language: code } = chosenOf(textOf(name), textOf(language));
	if (components !== undefined && !Array.isArray(components))
		throw new RangeError('Components must be a JSON list, like [{"type": "body", …}]');
	const parts = (components as IDataObject[] | undefined) ?? componentsOf(recordOf(given));
	return { ...body, template: { name: own, language: { code }, ...(parts.length > 0 && { components: parts }) } };
}
