import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readProducts, type PastedProduct } from '../../shared/core/company/productLines';
import type { TypedProblem } from '../../shared/core/company/typed';
import { readCatalogue } from '../../shared/core/sdr/catalogue';
import { CompanyProblem } from './problem';
import { pastedRows } from './pasted';

export const pastedField: INodeProperties = {
	displayName: 'Products',
	name: 'products',
	type: 'string',
	typeOptions: { rows: 8 },
	default: '',
	placeholder: 'e.g. Bolo de cenoura; 45,00; serve 20 pessoas',
	description:
		'One a line: name; price; description, with | between several facts. Or a CSV file as text, with a first line that names its columns. A price is told only where the agent may speak of prices.',
};

/** The products of a pasted text, and what is wrong with its lines. */
export async function readPasted(text: string): Promise<{ products: PastedProduct[]; problems: TypedProblem[] }> {
	const { rows, problems } = await pastedRows(text);
	if (problems.length > 0) return { products: [], problems };
	return readProducts(rows);
}

/**
 * The products of the operation's form, whichever way they are given.
 * @throws {CompanyProblem} with every line that cannot be read
 * @throws {BadParameter} of a list in JSON
 */
export async function givenProducts(context: IExecuteFunctions, itemIndex: number): Promise<PastedProduct[]> {
	if (context.getNodeParameter('productsAs', itemIndex, 'text') === 'json') {
		const listed = readCatalogue('Products', context.getNodeParameter('productList', itemIndex, '[]'));
		return listed.map(({ available, ...product }) => ({ ...product, is_available: available }));
	}
	const { products, problems } = await readPasted(String(context.getNodeParameter('products', itemIndex, '') ?? ''));
	if (problems.length > 0) throw new CompanyProblem(problems);
	return products;
}
