import type { IDataObject } from 'n8n-workflow';

import { at, recordOf, recordsOf } from '../shared/core/json/readers';
import { choice, list, moment, required, type Field, type Fields } from '../shared/kit/field';
import type { Composite, Form } from '../shared/kit/operation';

interface Kind extends Omit<Form, 'fields' | 'options'> {
	/** Meta's name of the field that the figures are. */
	key: string;
	granularity: Record<string, string>;
	options: Fields;
	/** Figures are in groups below `data`. */
	isGrouped?: boolean;
}

/** Figures of a stretch of time. Graph takes what is asked for in the name of the field itself: `analytics.start(…).end(…)`. */
export const figures = ({ key, granularity, options, isGrouped = false, ...form }: Kind): Composite => ({
	...form,
	fields: { ...stretch(), granularity: choice('Each', granularity) },
	options,
	run: async ({ values, send }) => {
		const { start, end, granularity: each, ...filters } = values;
		const asked = [
			`${key}.start(${String(start)}).end(${String(end)}).granularity(${String(each)})`,
			...Object.entries(filters).map(filter),
		].join('.');
		const found = at(await send({ method: 'GET', path: '/:account', query: { fields: asked }, repeatable: true }), key);
		const points = (isGrouped ? recordsOf(at(found, 'data')) : [recordOf(found)]).flatMap((group) => recordsOf(group.data_points));
		return points.map((json) => ({ json: json as IDataObject }));
	},
});

const filter = ([name, value]: [string, unknown]): string => `${name}(${JSON.stringify(value)})`;

export const stretch = (): Fields => ({
	start: inSeconds(required(moment('From'))),
	end: inSeconds(required(moment('To'))),
});

/** Epoch seconds, which Graph counts in. */
const inSeconds = (given: Field): Field => ({ ...given, toWire: (value) => Math.floor(Date.parse(String(given.toWire(value))) / 1000) });

export const listOfWords = (displayName: string, at: string, placeholder: string): Field =>
	list(displayName, { at, description: 'Comma-separated', placeholder });
