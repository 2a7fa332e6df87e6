import type { Store } from './store';

/** What a message of a category costs from a day on, as the operator enters it from Meta's rate card. */
export type MessagePrice = {
	/** As Meta names it: service, utility, marketing, authentication. */
	category: string;
	price: number;
	/** ISO 4217. */
	currency: string;
	/** yyyy-mm-dd */
	valid_from: string;
	/** Digits with which the phone begins, where countries differ. */
	prefix?: string;
};

export type MessageCosts = {
	messages: number;
	billable: number;
	/** How many of them nobody knows the price of. */
	unknown: number;
	complete: boolean;
	turns: number;
	/** By currency; of what is known. */
	amounts: Record<string, number>;
	categories: Array<{
		/** Null: no status told it. */
		category: string | null;
		type: string | null;
		messages: number;
		billable: number;
		unknown: number;
		/** Null: not known. */
		amount: number | null;
		currency: string | null;
	}>;
};

/** What messages of the official API cost: null is all channels, all persons, all times. Times are ISO 8601. */
export const messageCosts = async (
	store: Store,
	of: { channel: string | null; phone: string | null; from: string | null; until: string | null },
): Promise<MessageCosts> =>
	await store.rpc('message_costs', { p_channel: of.channel, p_phone: of.phone, p_from: of.from, p_until: of.until }, true);

export const setMessagePrices = async (store: Store, prices: MessagePrice[]): Promise<{ prices: MessagePrice[] }> =>
	await store.rpc('set_message_prices', { p_prices: prices }, true);

/** What a model costs from a day on, as the operator enters it from its vendor's list. What is null has no price. */
export type ModelPrice = {
	/** As it stands in the node. */
	model: string;
	/** A million tokens. */
	input: number | null;
	output: number | null;
	/** A minute of audio. */
	audio: number | null;
	/** ISO 4217. */
	currency: string;
	/** yyyy-mm-dd */
	valid_from: string;
};

export type ModelCosts = {
	turns: number;
	/** By currency; of what is known. */
	amounts: Record<string, number>;
	/** How many calls nobody knows the price of. */
	unknown: number;
	complete: boolean;
	models: Array<{
		model: string;
		calls: number;
		tokens_in: number;
		tokens_out: number;
		seconds: number;
		amounts: Record<string, number>;
		unknown: number;
	}>;
};

/** What the models cost, by the turns that the recorder knows. */
export const modelCosts = async (
	store: Store,
	of: { channel: string | null; phone: string | null; from: string | null; until: string | null },
): Promise<ModelCosts> =>
	await store.rpc('model_costs', { p_channel: of.channel, p_phone: of.phone, p_from: of.from, p_until: of.until }, true);

export const setModelPrices = async (store: Store, prices: ModelPrice[]): Promise<{ prices: ModelPrice[] }> =>
	await store.rpc('set_model_prices', { p_prices: prices }, true);
