const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Plain text as it has to stand inside HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** Text for a place that PipeRun shows as HTML: lines become `<br>`; what has tags already is left alone. */
export const toHtml = (text: string): string =>
	/<\/?[a-z][^>]*>/i.test(text) ? text : escapeHtml(text).replaceAll('&#39;', "'").replaceAll('&quot;', '"').replace(/\r?\n/g, '<br>');
