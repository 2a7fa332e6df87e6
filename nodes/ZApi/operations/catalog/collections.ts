import { required, text, type Field } from '../../../shared/kit/field';
import { operation, type Operation, type Operations } from '../../../shared/kit/operation';
import { deleted } from '../../answers';
import { lines } from '../../lists';
import { catalogPages } from '../../paging';
import { collection } from '../../pickers';
import { catalogProduct } from '../../records';
import { BUSINESS_ONLY, owner } from './products';

const name = (): Field => required(text('Name', { placeholder: 'e.g. Verão' }));

const productIds = (): Field =>
	required(lines('Products', { entry: 'Product ID', placeholder: 'e.g. 7190654897637620', description: 'IDs in the catalog' }));

const change = (request: `POST /${string}`, words: Pick<Operation, 'name' | 'action' | 'description'>): Operation => ({
	...words,
	request,
	notice: `${BUSINESS_ONLY} WhatsApp gives the collection a new ID with every change: go on with the one in the answer.`,
	fields: { collectionId: collection(), productIds: productIds() },
});

export const collections: Operations = {
	getCollections: operation({
		name: 'Get Many Collections',
		action: 'Get many collections of catalog',
		description: 'List the collections of the own catalog',
		request: 'GET /catalogs/collection',
		notice: BUSINESS_ONLY,
		fields: {},
		paging: catalogPages('collections'),
	}),
	getCollectionProducts: operation({
		name: 'Get Many Products of Collection',
		action: 'Get many products of collection',
		description: 'List the products of a collection',
		request: 'GET /catalogs/collection-products/{phone}',
		notice: BUSINESS_ONLY,
		fields: { phone: owner(), collectionId: collection() },
		paging: catalogPages('products'),
		output: catalogProduct,
	}),
	createCollection: operation({
		name: 'Create Collection',
		action: 'Create collection of catalog',
		description: 'Put products together under a name',
		request: 'POST /catalogs/collection',
		notice: BUSINESS_ONLY,
		fields: { name: name(), productIds: productIds() },
	}),
	editCollection: operation({
		name: 'Rename Collection',
		action: 'Rename collection of catalog',
		description: 'Change the name of a collection',
		request: 'POST /catalogs/collection-edit/{collectionId}',
		notice: BUSINESS_ONLY,
		fields: { collectionId: collection(), name: name() },
	}),
	deleteCollection: operation({
		name: 'Delete Collection',
		action: 'Delete collection of catalog',
		description: 'Delete a collection; its products stay',
		request: 'DELETE /catalogs/collection/{collectionId}',
		notice: BUSINESS_ONLY,
		fields: { collectionId: collection() },
		output: deleted,
	}),
	addProductsToCollection: change('POST /catalogs/collection/add-product', {
		name: 'Add Products to Collection',
		action: 'Add products to collection',
		description: 'Put products into a collection',
	}),
	removeProductsFromCollection: change('POST /catalogs/collection/remove-product', {
		name: 'Remove Products From Collection',
		action: 'Remove products from collection',
		description: 'Take products out of a collection; they stay in the catalog',
	}),
};
