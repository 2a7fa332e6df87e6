import type { Sample } from '../../shared/store/metrics';
import { FAMILIES, type Family } from './families';

/** Prometheus' text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format). */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Samples as a text; those of one family stand together, whatever their order. A sample of no family that is known is left out. */
export function metricsText(samples: Sample[]): string {
	return Object.entries(FAMILIES)
		.map(([name, family]) => familyText(name, family, samples))
		.join('');
}

function familyText(name: string, family: Family, samples: Sample[]): string {
	const names = family.type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name];
	const own = samples.filter((sample) => names.includes(sample.name)).sort((a, b) => order(names, a, b));
	if (own.length === 0) return '';
	const lines = [`# HELP ${name} ${escapeHelp(family.help)}`, `# TYPE ${name} ${family.type}`, ...own.map(sampleText)];
	return `${lines.join('\n')}\n`;
}

/** Series of a histogram one after the other, its buckets by their bounds. */
function order(names: string[], a: Sample, b: Sample): number {
	const [ofA, ofB] = [a, b].map(({ labels: { le: _, ...labels } }) => labelsText(labels));
	if (ofA !== ofB) return ofA < ofB ? -1 : 1;
	return names.indexOf(a.name) - names.indexOf(b.name) || boundOf(a) - boundOf(b) || 0;
}
const boundOf = ({ labels: { le } }: Sample): number => (le === undefined || le === '+Inf' ? Number.MAX_VALUE : Number(le));

const sampleText = ({ name, labels, value }: Sample): string => `${name}${labelsText(labels)} ${value}`;

function labelsText(labels: Record<string, string>): string {
	const written = Object.entries(labels)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([label, value]) => `${label}="${escapeLabel(String(value))}"`);
	return written.length > 0 ? `{${written.join(',')}}` : '';
}

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeLabel = (text: string): string => escapeHelp(text).replaceAll('"', '\\"');
