import { escapeHtml } from '../text/escape';

/** One row of a chart: what it counts, and out of how many. */
export interface Bar {
	label: string;
	value: number;
	/** What a whole bar would be; the largest value of the chart unless told. */
	of?: number;
	/** Beside the value, e.g. a share. */
	note?: string;
	tone?: Tone;
}
export interface BarGroup {
	name: string;
	bars: Bar[];
}
export type Tone = 'plain' | 'good' | 'bad' | 'wait';

/** Told apart in grey, too, and for who sees red and green alike (Okabe and Ito's colours, https://jfly.uni-koeln.de/color/). */
const COLOURS: Record<Tone, string> = { plain: '#0072b2', good: '#009e73', bad: '#d55e00', wait: '#999999' };
const WIDTH = 760;
const MARGIN = 24;
const LABELS = 250;
const VALUES = 130;
const ROW = 26;
const LENGTH = WIDTH - 2 * MARGIN - LABELS - VALUES;
/** What a label has room for: a letter of 13 pixels is about 7 wide. */
const LONGEST_LABEL = 34;

const shown = (text: string, longest: number): string => {
	const signs = [...text];
	return escapeHtml(signs.length > longest ? `${signs.slice(0, longest - 1).join('')}…` : text);
};
/** A share as it stands beside a value; absent where there is no whole. */
export const percent = (part: number, whole: number): string | undefined =>
	whole > 0 ? `${Math.round((100 * part) / whole)} %` : undefined;
const number = (value: number): string => value.toLocaleString('pt-BR');

/**
 * A picture of bars, as SVG that stands by itself: no script, no font and no address of anybody's, so that a mail, a page and a chat show the same.
 * @param subtitle one line below the title; words of strangers are escaped
 */
export function barsSvg(title: string, subtitle: string, groups: readonly BarGroup[]): string {
	const parts: string[] = [];
	let y = MARGIN + 22;
	parts.push(`<text x="${MARGIN}" y="${y}" font-size="20" font-weight="600">${shown(title, 64)}</text>`);
	y += 24;
	parts.push(`<text x="${MARGIN}" y="${y}" font-size="13" fill="#595959">${shown(subtitle, 100)}</text>`);
	y += 12;
	const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ value, of }) => of ?? value)));
	for (const { name, bars } of groups) {
		y += 28;
		parts.push(`<text x="${MARGIN}" y="${y}" font-size="14" font-weight="600">${shown(name, 60)}</text>`);
		y += 8;
		for (const bar of bars) {
			parts.push(row(bar, y, Math.max(1, bar.of ?? most)));
			y += ROW;
		}
	}
	const height = y + MARGIN;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, 'Segoe UI', Roboto, Arial, sans-serif" fill="#1a1a1a" role="img" aria-label="${escapeHtml(title)}"><rect width="${WIDTH}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`;
}

function row({ label, value, note, tone = 'plain' }: Bar, y: number, whole: number): string {
	const [from, middle] = [MARGIN + LABELS, y + ROW / 2 + 4.5];
	// What is there is seen, however small its share.
	const length = value > 0 ? Math.max(2, Math.min(1, value / whole) * LENGTH) : 0;
	return [
		`<text x="${from - 10}" y="${middle}" font-size="13" text-anchor="end">${shown(label, LONGEST_LABEL)}</text>`,
		`<rect x="${from}" y="${y + 4}" width="${LENGTH}" height="${ROW - 8}" rx="3" fill="#f0f0f0"/>`,
		`<rect x="${from}" y="${y + 4}" width="${length.toFixed(1)}" height="${ROW - 8}" rx="3" fill="${COLOURS[tone]}"/>`,
		`<text x="${from + LENGTH + 10}" y="${middle}" font-size="13">${number(value)}${note ? `<tspan fill="#595959"> ${shown(note, 16)}</tspan>` : ''}</text>`,
	].join('');
}
