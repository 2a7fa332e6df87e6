import { productsNamed, type Product } from './catalogue';
import { plain } from '../text/words';

/** Introduces a name: "sou da Espetaria Souza", "me chamo Carlos Molde". */
const NAMED =
	/(?<!\p{L})(?:[Mm]eu nome é|[Mm]e chamo|[Ss]ou (?:o |a |da |do )?|[Aa]qui é (?:o |a |da |do )?|[Ee]mpresa|[Ll]oja|[Ff]irma|[Ff]am[ií]lia|[Dd]a|[Dd]o)\s*(?:\p{Lu}[\p{L}'’&-]*)(?:\s+(?:(?:d[aeo]s?|e)\s+)?\p{Lu}[\p{L}'’&-]*){0,5}/gu;

/**
 * The products that a lead asks for: by model code, by a category word outside of the names of people and firms, or by the product that was learned. A firm called
 * "Espetaria Souza" asks for no skewers.
 * @param among the products that the turn is about
 * @param names what is known of the lead's name and company
 */
export function interestsIn(among: Product[], text: string, names: Array<string | null | undefined>, learned: string | null): Product[] {
	const known = names.map((name) => plain(name ?? '')).filter((name) => name.length > 2);
	const shouts = text === text.toUpperCase();
	const left = known.reduce((rest, name) => rest.replaceAll(name, ' '), plain(shouts ? text : text.replace(NAMED, ' ')));
	const named = [...productsNamed(among, left), ...(learned ? productsNamed(among, learned) : [])];
	return among.filter((product) => named.includes(product));
}
