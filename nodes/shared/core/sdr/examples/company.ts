import type { Product } from '../catalogue';

/** A company to try the agent out with: all that the agent is told of a company, and nothing that it learns by itself. */
export interface ExampleCompany {
	/** As the list to choose from shows it. */
	label: string;
	persona: string;
	profile: string;
	/** How its team speaks, one phrase a line. */
	phrases: string;
	catalogue: Array<Pick<Product, 'name' | 'category' | 'keywords' | 'facts'> & Partial<Product>>;
}
