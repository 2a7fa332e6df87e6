/**
 * A function of a text that keeps its last results: texts of an operator are the same turn after turn. Whoever gets a result shares it and may not change it.
 * @param most results that are kept, since each may hold its text
 */
export function remembered<Result>(of: (text: string) => Result, most: number): (text: string) => Result {
	const known = new Map<string, Result>();
	return (text) => {
		const before = known.get(text);
		if (before !== undefined) return before;
		if (known.size >= most) known.delete(known.keys().next().value!);
		const result = of(text);
		known.set(text, result);
		return result;
	};
}
