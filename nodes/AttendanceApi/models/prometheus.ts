import type { IDataObject } from 'n8n-workflow';

import { momentOf } from '../../shared/core/json/readers';

/** One sample of a metric. */
export interface Sample extends IDataObject {
	name: string;
	labels: Record<string, string>;
	/** Null for what is no number that JSON knows: `text` has it. */
	value: number | null;
	text: string;
	type: string | null;
	help: string | null;
	at: string | null;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+(-?\d+))?\s*$/;
const LABEL = /([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?\s*/g;
/** What belongs to a histogram or summary carries its name with one of these. */
const PARTS = /_(?:bucket|sum|count|total)$/;

/**
 * Reads Prometheus' text exposition: one sample an entry. What is not there is not there: no metric is made up as zero.
 * @param names only of these; empty for all
 */
export function samplesIn(text: string, names: readonly string[] = []): Sample[] {
	const [types, helps] = [new Map<string, string>(), new Map<string, string>()];
	const samples: Sample[] = [];
	for (const line of text.split(/\r?\n/)) {
		const [, kind, of, said] = /^#\s+(TYPE|HELP)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
		if (kind !== undefined) (kind === 'TYPE' ? types : helps).set(of, kind === 'TYPE' ? said.trim() : unescaped(said));
		const [, name, labels = '', value, at] = line.startsWith('#') ? [] : (SAMPLE.exec(line.trim()) ?? []);
		if (name === undefined || !isNumber(value)) continue;
		const family = types.has(name) || helps.has(name) ? name : name.replace(PARTS, '');
		if (names.length > 0 && !names.includes(name) && !names.includes(family)) continue;
		samples.push({
			name,
			labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, key, given]) => [key, unescaped(given)])),
			value: Number.isFinite(Number(value)) ? Number(value) : null,
			text: value,
			type: types.get(family) ?? null,
			help: helps.get(family) ?? null,
			at: at === undefined ? null : momentOf(Number(at)),
		});
	}
	return samples;
}

const isNumber = (word: string): boolean => /^[+-]?Inf$|^NaN$/i.test(word) || Number.isFinite(Number(word));

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
