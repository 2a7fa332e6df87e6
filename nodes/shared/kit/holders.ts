import type { IExecuteFunctions } from 'n8n-workflow';

type Context = Pick<IExecuteFunctions, 'getInputData' | 'getNode' | 'evaluateExpression'>;

/** An expression that is nothing but a way to a phone: `{{ $('Trigger').item.json.sendTo }}`. */
const WAY = /^=\s*\{\{\s*([\s\S]+?)\s*\??\.\s*(?:phone|sendTo|send_to)\s*\}\}\s*$/;

/**
 * The objects that the phones of a node's form may come from: the item, and what the form's expressions take a phone of, which may be an item of a node
 * further back.
 */
export function holdersOf(context: Context, itemIndex: number): unknown[] {
	const ways = textsIn(context.getNode().parameters).flatMap((text) => WAY.exec(text)?.[1] ?? []);
	const further = [...new Set(ways)].filter((way) => way !== '$json');
	return [context.getInputData()[itemIndex]?.json, ...further.map((way) => evaluated(context, way, itemIndex))];
}

function evaluated(context: Context, way: string, itemIndex: number): unknown {
	try {
		return context.evaluateExpression(`{{ ${way} }}`, itemIndex);
	} catch {
		// What leads nowhere is told by the field itself, with n8n's own words.
		return undefined;
	}
}

const textsIn = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
