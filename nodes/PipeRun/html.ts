import { escapeHtml } from '../shared/core/text/escape';

/** Text for a place that PipeRun shows as HTML: lines become `<br>`; what has tags already is left alone. */
export const toHtml = (text: string): string =>
	/<\/?[a-z][^>]*>/i.test(text) ? text : escapeHtml(text).replaceAll('&#39;', "'").replaceAll('&quot;', '"').replace(/\r?\n/g, '<br>');
