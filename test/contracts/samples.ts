import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Field, Fields } from '../../nodes/shared/kit/field';
import { isRow, type Operation, type Resources } from '../../nodes/shared/kit/operation';

type Form = Field['form'];
export type Filling = 'everything' | 'required';

/** A value as an operator would give it: the example of the placeholder, the first choice, one entry per list. */
function sample(form: Form, filling: Filling): unknown {
	if (filling === 'required' && !form.required) return form.default;
	switch (form.type) {
		case 'boolean':
			return true;
		case 'number':
			return Math.max(Number(form.default), form.typeOptions?.minValue ?? 0);
		case 'options':
			return (form.options as INodePropertyOptions[])[0].value;
		case 'multiOptions':
			return form.typeOptions?.loadOptionsMethod ? ['1', '2'] : (form.options as INodePropertyOptions[]).map(({ value }) => value);
		case 'dateTime':
			return '2026-03-02T09:30:00.000Z';
		case 'fixedCollection': {
			const { values } = (form.options as Array<{ values: INodeProperties[] }>)[0];
			const row = Object.fromEntries(values.map((inner) => [inner.name, sample(inner, filling)]));
			return { entry: form.typeOptions?.multipleValues ? [row] : row };
		}
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: example(form.modes?.find(({ name }) => name === 'id')?.placeholder) };
		case 'json':
			return form.default;
		default:
			return example(form.placeholder);
	}
}

const example = (placeholder = 'some text'): string => placeholder.replace(/^e\.g\. /, '');

/** A value for every field. */
export const samples = (fields: Fields, filling: Filling): IDataObject =>
	Object.fromEntries(Object.entries(fields).map(([name, { form }]) => [name, sample(form, filling) as string]));

/** The plain operations of a vendor by `resource.operation`; composites are tested on their own. */
export const rowsOf = (resources: Resources): Record<string, Operation> =>
	Object.fromEntries(
		Object.entries(resources).flatMap(([resource, { operations }]) =>
			Object.entries(operations).flatMap(([key, found]) => (isRow(found) ? [[`${resource}.${key}`, found] as const] : [])),
		),
	);
