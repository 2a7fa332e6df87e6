import { isRecord, listOf } from '../json/readers';
import { escapeHtml } from '../text/escape';
import { momentInWords } from './receipt';

/** Everything of a person, as one file each way. */
export interface Whole {
	exported_at: string;
	phone: string;
	/** Our own tables, by name. */
	database: Record<string, unknown[]>;
	/** What other systems gave, by their name. */
	others: Record<string, unknown>;
}

/** Titles of what a person would look for first; whatever is not here is shown under its own name. Who adds a table adds its title. */
const TITLES: Record<string, string> = {
	leads: 'Cadastro',
	conversations: 'Conversas',
	inbox: 'Mensagens recebidas',
	outbox: 'Envios',
	session_history: 'Histórico do atendimento',
	sessions: 'Atendimentos',
	turns: 'Respostas do robô',
	technical_questions: 'Perguntas à equipe',
	product_interests: 'Interesses',
	lgpd_requests: 'Pedidos sobre dados',
	opt_outs: 'Não quer mensagens',
	temperature_history: 'Classificação',
	audit_logs: 'Mudanças no cadastro',
	contact_ids: 'Identificadores',
	contact_joins: 'Contatos unidos',
	crm_links: 'Ligações com o CRM',
	chatwoot_links: 'Ligações com o Chatwoot',
	onboardings: 'Implantação',
};

const SPEAKERS: Record<string, string> = { user: 'Pessoa', assistant: 'Robô', human: 'Equipe' };

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
h2{border-bottom:1px solid #ccc;margin-top:2.5rem}table{border-collapse:collapse;margin:.5rem 0 1.5rem;width:100%}
th,td{text-align:left;vertical-align:top;padding:.2rem .6rem;border-bottom:1px solid #eee;overflow-wrap:anywhere}th{width:14rem;font-weight:600}
.word{margin:.4rem 0}.word b{margin-right:.5rem}small{color:#666}`;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function shown(value: unknown): string {
	if (Array.isArray(value) || isRecord(value)) return value && Object.keys(value).length > 0 ? listed(value) : '';
	const text = value === null || value === undefined ? '' : String(value as string | number | boolean);
	return escapeHtml(ISO.test(text) ? momentInWords(text) : text).replaceAll('\n', '<br>');
}

/** A record as a table of its fields, a list as its entries one after the other; what is empty is left out. */
function listed(value: object): string {
	if (Array.isArray(value)) return value.map((entry) => `<div>${shown(entry)}</div>`).join('');
	const rows = Object.entries(value).map(([key, field]) => [key, shown(field)]);
	const filled = rows.filter(([, text]) => text !== '');
	return `<table>${filled.map(([key, text]) => `<tr><th scope="row">${escapeHtml(key)}</th><td>${text}</td></tr>`).join('')}</table>`;
}

/** What was said reads as it was said. */
const conversation = (rows: unknown[]): string =>
	rows
		.filter(isRecord)
		.sort((a, b) => String(a.sent_at as string).localeCompare(String(b.sent_at as string)))
		.map(({ role, content, sent_at: at }) => {
			const who = SPEAKERS[String(role as string)] ?? String(role as string);
			return `<p class="word"><b>${escapeHtml(who)}</b>${shown(content)} <small>${shown(at)}</small></p>`;
		})
		.join('');

const section = (title: string, body: string): string => (body === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>${body}</section>`);

/** The same as a page that a person can read, without a script and without anything from elsewhere. */
export function exportPage({ exported_at: at, phone, database, others }: Whole): string {
	const ours = Object.entries(database).sort(([a], [b]) => order(a) - order(b));
	const sections = [
		...ours.map(([table, rows]) =>
			section(TITLES[table] ?? table, table === 'conversations' ? conversation(listOf(rows)) : listed(listOf(rows))),
		),
		...Object.entries(others).map(([name, given]) => section(name, shown(given))),
	];
	return `<!doctype html>
<html lang="pt-BR"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Os seus dados</title><style>${STYLE}</style></head>
<body><h1>Os seus dados</h1><p>Tudo o que guardamos sobre ${escapeHtml(phone)}, em ${escapeHtml(momentInWords(at))} (horário de Brasília), como pede o art. 18 da LGPD.</p>
${sections.join('\n')}</body></html>
`;
}

const order = (table: string): number => {
	const at = Object.keys(TITLES).indexOf(table);
	return at === -1 ? Object.keys(TITLES).length : at;
};
