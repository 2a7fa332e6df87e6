import { StoreFailure } from './failure';
import type { Store } from './store';

/** Where the page for attendants is to be had, kept for the notices to the team. No key is ever in it. */

/**
 * Keeps the address of a page.
 * @param node id of the node that serves it
 * @param isNew whether it is published now, and not only started again: the newest one counts
 */
export const publishPage = async (store: Store, node: string, url: string, isNew: boolean): Promise<void> => {
	await store.rpc<null>('publish_page', { p_node: node, p_url: url, p_is_new: isNew }, true);
};

export const unpublishPage = async (store: Store, node: string): Promise<void> => {
	await store.rpc<null>('unpublish_page', { p_node: node }, true);
};

/** The address of the page that was published last; null where there is none, or the database is of a version that keeps none. */
export const pageAddress = async (store: Store): Promise<string | null> =>
	await store.rpc<string | null>('page_address', {}, true).catch((error: unknown) => {
		if (error instanceof StoreFailure && error.kind === 'rejected') return null;
		throw error;
	});
