import type { Resource } from '../../shared/kit/operation';
import { collections } from './catalog/collections';
import { products } from './catalog/products';

export const catalog: Resource = {
	name: 'Catalog',
	description: 'Products of WhatsApp Business and their collections',
	operations: { ...products, ...collections },
};
