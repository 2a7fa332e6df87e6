/**
 * What stands in an address where a route has names with a colon; null when it is not that route's.
 * @param wanted segments of the route, such as `session` and `:phone`
 * @param called segments of the address; one that cannot be decoded is taken as it is
 */
export function parametersIn(wanted: string[], called: string[]): Record<string, string> | null {
	if (wanted.length !== called.length) return null;
	const parameters: Record<string, string> = {};
	for (const [index, segment] of wanted.entries()) {
		if (segment.startsWith(':')) parameters[segment.slice(1)] = decoded(called[index]);
		else if (segment !== called[index]) return null;
	}
	return parameters;
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
