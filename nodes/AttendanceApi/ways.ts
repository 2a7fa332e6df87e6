import type { IDataObject } from 'n8n-workflow';

import type { Field, Fields } from '../shared/kit/field';
import type { Outcome } from '../shared/kit/items';
import type { Call, Composite, Form, Operation, Operations, PathParameters, Resource, Resources } from '../shared/kit/operation';
import { NotInDialect, type Dialect } from './dialect';
import type { Reader } from './reader';

type Named = 'name' | 'action' | 'description' | 'notice' | 'asksHowMany';

/** How one dialect does an operation: by one request, or by code. */
export type Way = RequestWay | RunWay;
type RequestWay = Omit<Operation, Named | 'output'> & { output: (answer: unknown, reader: Reader) => IDataObject | IDataObject[] };
type RunWay = Pick<Form, 'fields' | 'options'> & { run: (call: Call, reader: Reader) => Promise<Outcome | Outcome[]> };

/** One operation as the operator sees it, with its way in each dialect. What is not there the dialect does not have. */
export interface TwoWays extends Pick<Form, Named> {
	documented?: Way;
	v2?: Way;
	/** What to do instead where a dialect lacks it. */
	instead?: string;
}
export interface DialectResource {
	name: string;
	operations: Record<string, TwoWays>;
}
export type DialectResources = Record<string, DialectResource>;

/** A way of one request; a path parameter without a field of that name does not compile. */
export const way = <const R extends Operation['request'], F extends Fields & Record<PathParameters<R>, F[string]>>(
	row: Omit<RequestWay, 'request' | 'fields'> & { request: R; fields: F },
): RequestWay => row;

/** A way that is the same in both dialects. */
export const same = (one: Way): Pick<TwoWays, 'documented' | 'v2'> => ({ documented: one, v2: one });

/** What the form shows: the fields of both dialects. */
export const shown = (resources: DialectResources): Resources => mapped(resources, formOf);

/** What is run in a dialect. */
export const spoken = (resources: DialectResources, reader: Reader): Resources =>
	mapped(resources, (two, name) => inDialect(two, name, reader));

const mapped = (resources: DialectResources, each: (two: TwoWays, name: string) => Operations[string]): Resources =>
	Object.fromEntries(
		Object.entries(resources).map(([key, { name, operations }]): [string, Resource] => [
			key,
			{ name, operations: Object.fromEntries(Object.entries(operations).map(([id, two]) => [id, each(two, `${name}: ${two.name}`)])) },
		]),
	);

const waysOf = ({ documented, v2 }: TwoWays): Way[] => [documented, v2].filter((one) => one !== undefined);
const isRequest = (one: Way): one is RequestWay => 'request' in one;
const namesOf = ({ name, action, description, notice, asksHowMany }: TwoWays): Pick<Form, Named> => ({
	name,
	action,
	description,
	...(notice !== undefined && { notice }),
	...(asksHowMany && { asksHowMany }),
});
const allFields = (two: TwoWays, part: 'fields' | 'options'): Fields =>
	waysOf(two).reduce<Fields>((fields, one) => ({ ...fields, ...one[part], ...fields }), {});

function formOf(two: TwoWays): Composite {
	const isList = two.asksHowMany === true || waysOf(two).some((one) => isRequest(one) && one.paging !== undefined);
	const options = allFields(two, 'options');
	return {
		...namesOf(two),
		...(isList && { asksHowMany: true as const }),
		fields: allFields(two, 'fields'),
		...(Object.keys(options).length > 0 && { options }),
		run: async () => await Promise.resolve([]),
	};
}

function inDialect(two: TwoWays, name: string, reader: Reader): Operations[string] {
	const one = two[reader.dialect];
	if (one === undefined)
		return {
			...namesOf(two),
			fields: {},
			run: async () => await Promise.reject(new NotInDialect(`"${name}"`, reader.dialect, two.instead)),
		};
	const fields = { ...lacking(allFields(two, 'fields'), one.fields, reader.dialect), ...one.fields };
	const options = { ...lacking(allFields(two, 'options'), one.options ?? {}, reader.dialect), ...one.options };
	return isRequest(one)
		? { ...one, ...namesOf(two), fields, options, output: (answer) => one.output(answer, reader) }
		: { ...namesOf(two), fields, options, run: async (call) => await one.run(call, reader) };
}

/** Fields that the other dialect has: whoever fills one in is told before anything is asked. */
const lacking = (all: Fields, own: Fields, dialect: Dialect): Fields =>
	Object.fromEntries(
		Object.entries(all)
			.filter(([name]) => !(name in own))
			.map(([name, field]) => [name, unknownIn(field, dialect)]),
	);

const unknownIn = ({ shownWhen, ...field }: Field, dialect: Dialect): Field => ({
	...field,
	form: { ...field.form, required: false },
	toWire: (value) => {
		if (value === undefined || value === null || value === '' || value === field.form.default || isEmptyObject(value)) return undefined;
		throw new NotInDialect(`The field "${field.form.displayName}"`, dialect, 'Take the field out, or choose the other dialect.');
	},
});

const isEmptyObject = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
