/**
 * A function of a text that keeps its last results: texts of an operator are the same turn after turn. Whoever gets a result shares it and may not change it.
 * What was asked for since the half of them were found stays; of the rest the older half goes at once, which costs less than to let them go one by one.
 * @param most results that are kept, since each may hold its text
 */
export function remembered<Result>(of: (text: string) => Result, most: number): (text: string) => Result {
	let recent = new Map<string, Result>();
	let before = new Map<string, Result>();
	return (text) => {
		const known = recent.get(text);
		if (known !== undefined) return known;
		const result = before.get(text) ?? of(text);
		if (recent.size >= most / 2) [before, recent] = [recent, new Map()];
		recent.set(text, result);
		return result;
	};
}

/** The same of an object, for as long as that lives: what is found of it once is found for all who ask. It must not change. */
export function rememberedFor<Of extends object, Result extends object>(of: (one: Of) => Result): (one: Of) => Result {
	const known = new WeakMap<Of, Result>();
	return (one) => {
		const before = known.get(one);
		if (before !== undefined) return before;
		const result = of(one);
		known.set(one, result);
		return result;
	};
}

/** The same for the last text alone: a sentence is looked at by one reader after the other. */
export function rememberedOnce<Result>(of: (text: string) => Result): (text: string) => Result {
	let last: { text: string; result: Result } | null = null;
	return (text) => {
		if (last?.text !== text) last = { text, result: of(text) };
		return last.result;
	};
}

/** The same of several texts, those that were asked for last: what belongs to a conversation does not drive out what belongs to its company. */
export function rememberedOfAll<Result>(of: (texts: readonly string[]) => Result, most: number): (texts: readonly string[]) => Result {
	const known: Array<{ texts: readonly string[]; result: Result }> = [];
	return (texts) => {
		const at = known.findIndex((one) => one.texts.length === texts.length && one.texts.every((text, n) => text === texts[n]));
		const [one] = at >= 0 ? known.splice(at, 1) : [{ texts: [...texts], result: of(texts) }];
		known.unshift(one);
		if (known.length > most) known.pop();
		return one.result;
	};
}
