/**
 * What a stranger wrote, as it may stand inside a text of ours: one function a target, used wherever such words are put into it. A name on WhatsApp, a
 * message or what a model made of them is a stranger's; so is whatever another system says of itself. The targets differ in what their readers take for an
 * order (a mention, a link with another name, a tag), and none may be given words that were escaped for another.
 */

/** Characters that nobody sees and that turn, hide or join what stands beside them: controls, marks of direction, tags. Line ends and tabs stay. */
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/gu;

/** The words alone; what is unseen goes. Emoji and letters of every script stay. */
const seen = (text: string): string => text.replace(UNSEEN, '');

/** Words that belong on one line of ours, e.g. a name: they cannot begin another line. */
export const oneLine = (text: string): string => seen(text).replace(/\s+/g, ' ').trim();

/** Slack's mrkdwn and every `text` of its API: its three special characters (api.slack.com/reference/surfaces/formatting#escaping). */
export const escapeSlack = (text: string): string => seen(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** HTML, between tags and inside quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** Pairs that WhatsApp shows as bold, italic, struck or monospace: they stand at the edge of a word, so `ana_maria_s@x.br` and `2*3*4` are none. */
const WHATSAPP_PAIR = /(?<![\p{L}\p{N}])(```|[*_~`])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu;
const LOOK_ALIKES: Record<string, string> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' };
/** WhatsApp, which knows no escaping: marks that would be a pair become their look-alikes. */
export const escapeWhatsApp = (text: string): string =>
	seen(text).replace(WHATSAPP_PAIR, (_, mark: string, inner: string) => {
		const shown = [...mark].map((sign) => LOOK_ALIKES[sign]).join('');
		return `${shown}${inner}${shown}`;
	});

/** CommonMark: signs that may begin markup get the backslash that it takes away again; addresses stay clickable. */
export const escapeMarkdown = (text: string): string =>
	seen(text)
		.replace(/https?:\/\/[^\s<>()[\]]+|[\\`*_~[\]<>|]/g, (found) => (found.length > 1 ? found : `\\${found}`))
		.replace(/^(\s{0,3})([#>+-]|\d+[.)])(?=\s)/gm, (_, indent: string, sign: string) => `${indent}${sign.slice(0, -1)}\\${sign.slice(-1)}`);

/** Chatwoot, whose notes are CommonMark. */
export const escapeChatwoot = escapeMarkdown;

/**
 * A text whose target is not known, since whoever gets the item decides: the signs that begin an order in Slack and in HTML become their look-alikes, so that
 * none takes it for one and none shows an entity.
 */
export const escapeAnywhere = (text: string): string => seen(text).replaceAll('<', '‹').replaceAll('>', '›');
