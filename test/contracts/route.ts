/** Where an operation of a vendor is found; a path's parameters stand in braces. */
export interface Route {
	method: string;
	path: string;
}

/** The operations documented for a method and path: all those of one route. A literal route wins over one with parameters. */
export function matching<R extends Route>(endpoints: R[], method: string, path: string): R[] {
	const found = endpoints.filter((endpoint) => endpoint.method === method && matches(endpoint.path, path));
	const fewest = Math.min(...found.map(parameters));
	return found.filter((endpoint) => parameters(endpoint) === fewest);
}

const parameters = ({ path }: Route): number => path.split('{').length - 1;

function matches(pattern: string, path: string): boolean {
	const wanted = pattern.split('/');
	const given = path.split('/');
	return wanted.length === given.length && wanted.every((part, n) => (part.startsWith('{') ? given[n] !== '' : part === given[n]));
}
