import { escapeHtml } from '../core/text/escape';

/** The page that a person answers on; its words are Portuguese, as those of the messages that lead to it. */

/** No script, nothing from elsewhere, and its form goes to its own address alone. */
export const PAGE_HEADERS = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	'Cache-Control': 'no-store',
	// The address is the permission to answer.
	'Referrer-Policy': 'no-referrer',
};

const STYLE =
	'body{margin:0;background:#f4f5f7;font:16px/1.5 system-ui,sans-serif;color:#1f2430}main{max-width:32rem;margin:8vh auto;padding:1.5rem;' +
	'background:#fff;border-radius:12px;box-shadow:0 1px 4px #0002}p{white-space:pre-wrap;overflow-wrap:anywhere}form{display:flex;flex-wrap:wrap;' +
	'gap:.75rem}textarea{flex:1 1 100%;min-height:7rem;padding:.6rem;font:inherit;box-sizing:border-box}button{flex:1;min-height:3rem;border:0;' +
	'border-radius:8px;font:inherit;font-weight:600;background:#1a7f4b;color:#fff}button.second{background:#e3e5ea;color:#1f2430}';

const page = (title: string, content: string): string =>
	'<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
	`<meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head><body><main>${content}</main></body></html>`;

const form = (question: string, inputs: string): string =>
	page('Sua resposta', `<p>${escapeHtml(question)}</p><form method="post">${inputs}</form>`);

/** Buttons; without a second label the first alone. */
export const approvalPage = (question: string, approve: string, decline: string | null): string =>
	form(
		question,
		`<button name="approved" value="true">${escapeHtml(approve)}</button>` +
			(decline === null ? '' : `<button class="second" name="approved" value="false">${escapeHtml(decline)}</button>`),
	);

export const textPage = (question: string): string =>
	form(question, '<textarea name="text" required maxlength="10000" aria-label="Sua resposta"></textarea><button>Enviar</button>');

export const recordedPage = (): string => page('Resposta registrada', '<p>Resposta registrada. Você já pode fechar esta página.</p>');
