/** A company as its operator describes it, and what its agent may and may not say. */
export interface Trade {
	trade: string;
	profile: string;
	catalogue: string[];
	send: Array<string | { customer: string; reply: string }>;
	hold: Array<string | { customer: string; reply: string }>;
}

export const asked = (customer: string, reply: string) => ({ customer, reply });
