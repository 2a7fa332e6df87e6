import type { PastedProduct } from '../core/company/productLines';
import type { CompanyKey, CompanySettings } from '../core/company/settings';
import type { Store } from './store';

/** What the database knows of the company. */
export interface CompanyTold {
	/** The number of ours that it is about; empty is all of them. */
	channel: string;
	/** What was told of that number itself. */
	told: CompanySettings;
	/** What holds for it: its own, else what was told of all. */
	in_force: CompanySettings;
	/** The catalogue, which is the company's. */
	products: Array<Record<string, unknown>>;
}

export const readCompany = async (store: Store, channel: string): Promise<CompanyTold> =>
	await store.rpc('company_told', { p_channel: channel }, true);

/**
 * Saves settings and, where there are any, the whole catalogue: all or nothing.
 * @param given.settings as they are stored; null takes one back, and what is absent stays
 * @param given.products all that there are; null leaves the catalogue as it is
 */
export const saveCompany = async (
	store: Store,
	given: { channel: string; settings: Partial<Record<CompanyKey, unknown>>; products: PastedProduct[] | null; actor: string },
): Promise<CompanyTold & { changed: string[]; catalogue: CatalogueSaved | null }> =>
	await store.rpc(
		'save_company',
		{ p_channel: given.channel, p_settings: given.settings, p_products: given.products, p_actor: given.actor },
		true,
	);

export interface CatalogueSaved {
	created: number;
	updated: number;
	removed: number;
	/** How many there are now. */
	products: number;
}

/** @param all whether these are all that there are: what is not among them is taken out */
export const saveCatalogue = async (store: Store, products: PastedProduct[], all: boolean, actor: string): Promise<CatalogueSaved> =>
	await store.rpc('save_products', { p_products: products, p_all: all, p_actor: actor }, true);

/** Tells the team once that a field of the nodes of a number cannot be used, and once that it can again. @param problem in Portuguese; null is none */
export const noteSetup = async (store: Store, channel: string | null, problem: string | null): Promise<void> =>
	await store.rpc('note_setup', { p_channel: channel, p_problem: problem }, true);

/** Whom the team's workflow tells of what is down, and whether any number of ours has somebody to tell. */
export const teamKnown = async (store: Store, channel: string | null): Promise<{ technical: string | null; any: boolean }> =>
	await store.rpc('team_known', { p_channel: channel }, true);
