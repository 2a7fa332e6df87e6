/**
 * What a message carries beside its words, in one shape for every provider; kept as `inbox.content`. Each part is there where the message has it: an ad may
 * stand beside any other. What the provider does not tell is null, or an empty list.
 */
export interface Content {
	/** A cart that the customer sent from the catalogue. */
	order?: Order;
	/** People whose contact was shared. */
	contacts?: SharedContact[];
	place?: Place;
	/** A poll that was asked. */
	poll?: { question: string; options: string[] };
	/** What was chosen in a poll; nothing when the vote was taken back. */
	vote?: { pollId: string | null; options: string[] };
	/** A product of the catalogue. */
	product?: { id: string | null; code: string | null; title: string; url: string | null };
	/** The button or the row of a list that was chosen: its id is ours, its title what the customer saw. */
	choice?: { id: string | null; title: string; description: string | null };
	/** What was filled in: a flow of the Cloud API. */
	form?: Form;
	/** The ad that the conversation was begun from (click-to-WhatsApp). */
	ad?: Ad;
}

export interface Form {
	name: string;
	/** By which whoever sent the form knows it again. */
	token: string | null;
	/** What the customer sees of it in the chat. */
	summary: string;
	answers: Array<{ name: string; value: string }>;
}

export interface Order {
	id: string | null;
	title: string | null;
	/** What the customer wrote with it. */
	note: string;
	items: OrderItem[];
	/** In the provider's unit, which Z-API does not document: never to be told to anybody as a price. */
	total: number | null;
	currency: string | null;
}

export interface OrderItem {
	name: string;
	quantity: number | null;
	/** The seller's own number of it, else the provider's. */
	code: string | null;
	/** As `total`. */
	price: number | null;
}

export interface SharedContact {
	name: string;
	/** As the provider tells them: digits, or as they were typed into the card. */
	phones: string[];
	emails: string[];
	company: string | null;
}

export interface Place {
	/** Degrees. */
	latitude: number | null;
	longitude: number | null;
	name: string;
	address: string;
	url: string | null;
}

export interface Ad {
	title: string;
	body: string;
	/** Where the ad is to be seen. */
	url: string | null;
	/** The id of the ad or post, and which of both it is. */
	sourceId: string | null;
	sourceType: string | null;
	/** By which Meta's Conversions API knows the click (`ctwa_clid`). */
	clickId: string | null;
}
