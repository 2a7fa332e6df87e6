/**
 * Chatwoot's editor writes Markdown (of prosemirror-markdown: two stars are bold, one is italic, two tildes strike, a backslash before what is meant
 * literally, `<…>` around bare links); WhatsApp has signs of its own (faq.whatsapp.com/539178204879377: one star is bold, an underscore italic, one
 * tilde strike). Lists, quotes and code are written alike on both sides and stay as they are. Whoever meets another sign of the editor adds it here.
 */

/** Stands for what must not be read as a sign any more; no text has these characters. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

/** Puts parts of a text out of reach of what is done to the rest, and back in the end. */
function sheltered(text: string, parts: Array<[RegExp, (...match: string[]) => string]>, work: (rest: string) => string): string {
	const kept: string[] = [];
	const back = (given: string): string => given.replace(KEPT, (_, n: string) => back(kept[Number(n)] ?? ''));
	const free = text.replace(/[\uE000\uE001]/g, '');
	const rest = parts.reduce(
		(given, [shape, as]) => given.replace(shape, (...match: string[]) => `${OPEN}${kept.push(as(...match)) - 1}${CLOSE}`),
		free,
	);
	return back(work(rest));
}
const KEPT = /\uE000(\d+)\uE001/g;

/** Words between two signs that touch them, on one line; never in the middle of a word or a calculation. */
const between = (sign: string, own: string): RegExp =>
	new RegExp(`(?<![\\p{L}\\p{N}${own}])${sign}(?=[^\\s${own}])([^\\n]*?[^\\s${own}])${sign}(?![\\p{L}\\p{N}${own}])`, 'gu');
const BOLD_ITALIC = between('\\*\\*\\*', '*');
const BOLD = /\*\*(?=\S)([^\n]*?\S)\*\*(?!\*)/gu;
const ITALIC = between('\\*', '*');
const STRIKE = /~~(?=\S)([^\n]*?\S)~~/gu;

/** Code, as both sides write it. */
const CODE: [RegExp, (code: string) => string] = [/```[\s\S]*?```|`[^`\n]+`/g, (code) => code];
/** A sign or a full stop right behind a link is none of it. */
const URL_SHAPE = String.raw`https?:\/\/[^\s<>]*[^\s<>*_~.,;:!?)\]}'"]`;

const linkOf = (label: string, url: string): string => {
	const words = label.trim();
	return words === '' || words === url || words === `<${url}>` ? url : `${words}: ${url}`;
};

/** A signature's picture is for the eyes of the console: what WhatsApp would show is its address. Any other picture is worth its address. */
const pictureOf = (label: string, url: string): string =>
	/[?&]cw_image_(height|width)=/.test(url) || label === '' ? '' : linkOf(label, url);

/** Markdown of Chatwoot as WhatsApp shows it. */
export function toWhatsApp(markdown: string): string {
	const text = sheltered(
		markdown,
		[
			CODE,
			[/\\([\\*_~`[\]()#+\-.!<>{}|])/g, (_, sign) => sign],
			[new RegExp(`<(${URL_SHAPE})>`, 'g'), (_, url) => url],
			[/<(?:mailto:)?([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>/g, (_, address) => address],
			[/!\[([^\]\n]*)\]\(\s*<?([^\s()<>]*)>?[^()\n]*\)/g, (_, label, url) => pictureOf(label, url)],
			[
				/\[([^\]\n]+)\]\(\s*<?(https?:[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+"[^"\n]*")?\s*\)/g,
				(_, label, url) => linkOf(emphasis(label), url),
			],
			[new RegExp(URL_SHAPE, 'g'), (url) => url],
		],
		emphasis,
	);
	return text
		.replace(/[ \t]+$/gm, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

function emphasis(text: string): string {
	// Bold is kept under a sign of its own until italics are done: their star is the same.
	const BOLD_SIGN = '\uE002';
	return text
		.replaceAll(BOLD_SIGN, '')
		.replace(BOLD_ITALIC, `${BOLD_SIGN}_$1_${BOLD_SIGN}`)
		.replace(BOLD, `${BOLD_SIGN}$1${BOLD_SIGN}`)
		.replace(ITALIC, '_$1_')
		.replace(STRIKE, '~$1~')
		.replaceAll(BOLD_SIGN, '*');
}

/** WhatsApp's signs as Chatwoot shows them; what would be Markdown there and is none on WhatsApp stays the words that it is. */
export const toMarkdown = (text: string): string =>
	sheltered(text, [CODE, [new RegExp(URL_SHAPE, 'g'), (url) => url]], (rest) =>
		rest
			.replace(between('\\*', '*'), '\uE002$1\uE002')
			.replace(between('_', '_'), '*$1*')
			.replace(between('~', '~'), '~~$1~~')
			.replaceAll('\uE002', '**'),
	);
