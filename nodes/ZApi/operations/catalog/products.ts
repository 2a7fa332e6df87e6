import { decimal, flag, longText, required, text, type Field } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { deleted } from '../../answers';
import { lines } from '../../lists';
import { catalogPages } from '../../paging';
import { contact, product } from '../../pickers';
import { catalogProduct, oneProduct } from '../../records';

export const BUSINESS_ONLY = 'Works on WhatsApp Business numbers only.';
const OLD = `${BUSINESS_ONLY} Z-API refuses this for long catalogs (status 414): "Get Many Products" reads them too.`;

export const owner = (): Field => contact('Catalog Owner', 'WhatsApp Business number with area code');

export const products: Operations = {
	getProductsV2: operation({
		name: 'Get Many Products',
		action: 'Get many products of catalog',
		description: 'List the products of the own catalog',
		request: 'POST /catalogs',
		notice: BUSINESS_ONLY,
		fields: {},
		paging: catalogPages('products'),
		output: catalogProduct,
		repeatable: true,
	}),
	getProductsByPhoneV2: operation({
		name: 'Get Many Products of Company',
		action: 'Get many products of catalog of company',
		description: 'List the products of the catalog of another company',
		request: 'POST /catalogs/{phone}',
		notice: BUSINESS_ONLY,
		fields: { phone: owner() },
		paging: catalogPages('products'),
		output: catalogProduct,
		repeatable: true,
	}),
	getProducts: operation({
		name: 'Get Many Products (Old Way)',
		action: 'Get many products of catalog the old way',
		description: 'List the products of the own catalog with the cursor in the URL',
		request: 'GET /catalogs',
		notice: OLD,
		fields: {},
		paging: catalogPages('products'),
		output: catalogProduct,
	}),
	getProductsByPhone: operation({
		name: 'Get Many Products of Company (Old Way)',
		action: 'Get many products of catalog of company the old way',
		description: 'List the products of the catalog of another company with the cursor in the URL',
		request: 'GET /catalogs/{phone}',
		notice: OLD,
		fields: { phone: owner() },
		paging: catalogPages('products'),
		output: catalogProduct,
	}),
	getProduct: operation({
		name: 'Get Product',
		action: 'Get product of catalog',
		description: 'Get one product of the own catalog',
		request: 'GET /products/{productId}',
		notice: BUSINESS_ONLY,
		fields: { productId: product() },
		output: oneProduct,
	}),
	upsertProduct: operation({
		name: 'Create or Update Product',
		action: 'Create or update product of catalog',
		description: 'Create a new product, or update the current one with the same code (upsert)',
		request: 'POST /products',
		notice: BUSINESS_ONLY,
		fields: {
			retailerId: required(text('Code', { description: 'Your own code of the product (SKU)', placeholder: 'e.g. CAM-AZUL-M' })),
			name: required(text('Name', { placeholder: 'e.g. Camiseta azul M' })),
			description: required(longText('Description', { placeholder: 'e.g. Algodão, gola redonda' })),
			currency: required(text('Currency', { default: 'BRL', description: 'Three-letter code', placeholder: 'e.g. BRL' })),
			price: required(
				decimal('Price', { description: 'In units of the currency, e.g. 20 for R$ 20,00; reading a product gives another unit' }),
			),
			salePrice: required(decimal('Sale Price', { description: 'The same as the price when nothing is off' })),
			url: required(text('URL', { description: 'Page of the product', placeholder: 'e.g. https://example.com/camiseta-azul' })),
			images: required(lines('Images', { entry: 'Image URL', separator: /\n/, placeholder: 'e.g. https://example.com/camiseta-azul.jpg' })),
			isHidden: flag('Hidden', 'Whether customers do not see the product'),
		},
	}),
	deleteProduct: operation({
		name: 'Delete Product',
		action: 'Delete product of catalog',
		description: 'Take a product out of the own catalog',
		request: 'DELETE /products/{productId}',
		notice: BUSINESS_ONLY,
		fields: { productId: product() },
		output: deleted,
	}),
	saveConfig: operation({
		name: 'Set Cart',
		action: 'Set cart of catalog',
		description: 'Choose if customers can put products into a cart',
		request: 'POST /catalogs/config',
		notice: BUSINESS_ONLY,
		fields: { cartEnabled: flag('Cart', 'Whether customers can put products into a cart', true) },
		repeatable: true,
	}),
};
