import type { IExecuteFunctions } from 'n8n-workflow';

type Context = Pick<IExecuteFunctions, 'getInputData' | 'getNodeParameter'>;

/** An expression that is nothing but one field of the item: `={{ $json.send_to }}`. */
const FIELD = /^=\{\{\s*\$json\.([A-Za-z_]\w*)\s*\}\}$/;

/**
 * What the operator gave for an item in a field of text or numbers, as n8n's `getNodeParameter` says it. An expression that only names a field of the item, as most do, is read here:
 * n8n asks its isolated VM for it, which takes up to a millisecond of a core, and a reply's path has five of them. What that field holds is copied by n8n where it is a list or an object;
 * those, and whatever else an expression may be, n8n reads itself, with its own words for what is missing.
 * @throws what n8n throws
 */
export function parameterOf(context: Context, name: string, itemIndex: number, fallback?: unknown): unknown {
	const raw = context.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true }) as unknown;
	const field = typeof raw === 'string' ? FIELD.exec(raw)?.[1] : undefined;
	const json = field === undefined ? undefined : context.getInputData()[itemIndex]?.json;
	if (json && (Object.hasOwn(json, field!) ? typeof json[field!] !== 'object' || json[field!] === null : !(field! in json)))
		return json[field!];
	return context.getNodeParameter(name, itemIndex, fallback) as unknown;
}
