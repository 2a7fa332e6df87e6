import type { Product } from '../core/sdr/catalogue';
import type { Store } from './store';

export type ProductRow = Omit<Product, 'available'> & { id: string; is_available: boolean; updated_at: string };

/** All products in the order of their category and name. */
export async function listProducts(store: Store): Promise<ProductRow[]> {
	const { data, error, status } = await store.client.from('products').select('*').order('category').order('name');
	if (error) throw await store.failure(status, error);
	return data as ProductRow[];
}

/** Creates products or replaces those of the same name. */
export async function saveProducts(store: Store, products: Product[]): Promise<ProductRow[]> {
	const rows = products.map(({ available, price, ...product }) => ({
		...product,
		// A list without prices takes none away.
		...(price && { price }),
		is_available: available,
		updated_at: new Date().toISOString(),
	}));
	const { data, error, status } = await store.client.from('products').upsert(rows, { onConflict: 'name' }).select('*');
	if (error) throw await store.failure(status, error);
	return data as ProductRow[];
}

/** @returns whether there was one */
export async function deleteProduct(store: Store, name: string): Promise<boolean> {
	const { data, error, status } = await store.client.from('products').delete().eq('name', name).select('id');
	if (error) throw await store.failure(status, error);
	return data.length > 0;
}
