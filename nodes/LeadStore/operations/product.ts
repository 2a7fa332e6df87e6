import { readCatalogue } from '../../shared/core/sdr/catalogue';
import { deleteProduct, listProducts, saveProducts } from '../../shared/store/products';
import { asItems, textOf, type StoreOperations } from '../operation';

export const product: StoreOperations = {
	delete: {
		name: 'Delete',
		action: 'Delete product',
		description: 'Take a product out of the catalogue by its name; one that is only not to be had for a while is better marked unavailable',
		properties: [{ displayName: 'Name', name: 'productName', type: 'string', default: '={{ $json.name }}', required: true }],
		run: async (context, store, itemIndex) => {
			const name = textOf(context, itemIndex, 'productName');
			if (!(await deleteProduct(store, name))) throw new RangeError(`There is no product with the name "${name}"`);
			return { json: { deleted: true, name } };
		},
	},
	upsert: {
		name: 'Create or Update',
		action: 'Create or update products',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		properties: [
			{
				displayName: 'Products',
				name: 'products',
				type: 'json',
				typeOptions: { rows: 10 },
				default: '',
				placeholder: 'e.g. [{"name": "Bolo de cenoura", "category": "bolo", "facts": ["serve 20 pessoas"]}]',
				required: true,
				description: 'A list; a product of the same "name" is replaced. The same keys as in the catalogue of the SDR Agent node.',
			},
		],
		run: async (context, store, itemIndex) => {
			const products = readCatalogue('Products', context.getNodeParameter('products', itemIndex));
			if (products.length === 0) throw new RangeError('The field "Products" holds no product');
			return asItems(await saveProducts(store, products));
		},
	},
	getAll: {
		name: 'Get Many',
		action: 'Get many products',
		description: 'Read the catalogue',
		properties: [],
		run: async (_, store) => asItems(await listProducts(store)),
	},
};
