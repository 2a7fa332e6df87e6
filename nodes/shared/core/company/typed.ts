import { parseIntervals } from '../brazil/businessHours';
import { InvalidPhone, parseTypedPhone } from '../brazil/phone';
import { isDay } from '../json/day';
import { textOf } from '../json/readers';
import type { CompanyKey, ModelPrice } from './settings';

/** What is wrong with one thing that somebody typed: in English for who builds workflows, in Portuguese for who fills in the form. */
export interface TypedProblem {
	message: string;
	sentence: string;
}

class Unreadable extends Error {
	constructor(
		message: string,
		readonly sentence: string,
	) {
		super(message);
	}
}

/** A long text is no mistake up to here; a whole catalogue pasted into the profile is. */
const LONGEST_TEXT = 8000;
const LONGEST_NAME = 60;

const text =
	(most = LONGEST_TEXT) =>
	(typed: string): string => {
		if (typed.length <= most) return typed;
		throw new Unreadable(
			`it has ${typed.length} characters, and ${most} is the most`,
			`tem ${typed.length} letras, e o máximo é ${most}: encurte o texto`,
		);
	};

function hours(typed: string): string {
	try {
		parseIntervals(typed);
		return typed;
	} catch {
		throw new Unreadable(
			`"${typed}" is no time range; write it like 08:00-12:00, 13:00-18:00`,
			`"${typed}" não é um horário: escreva como 08:00-12:00, 13:00-18:00, ou fechado`,
		);
	}
}

/** 25/12/2026 is how a day is written here. */
function days(typed: string): string {
	return typed
		.split(/[,;\n]/)
		.map((day) => day.trim())
		.filter(Boolean)
		.map((day) => {
			const iso = day.replace(
				/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
				(_, d: string, m: string, y: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`,
			);
			if (isDay(iso)) return iso;
			throw new Unreadable(`"${day}" is no day; write it like 25/12/2026`, `"${day}" não é um dia: escreva como 25/12/2026`);
		})
		.join(', ');
}

function zone(typed: string): string {
	try {
		new Intl.DateTimeFormat('pt-BR', { timeZone: typed });
		return typed;
	} catch {
		throw new Unreadable(
			`"${typed}" is no time zone; write it like America/Manaus`,
			`"${typed}" não é um fuso horário: escreva como America/Sao_Paulo ou America/Manaus`,
		);
	}
}

function phone(typed: string): string {
	try {
		return parseTypedPhone(typed).key;
	} catch (error) {
		if (!(error instanceof InvalidPhone)) throw error;
		throw new Unreadable(
			`"${typed}" is no phone number`,
			`"${typed}" não é um telefone: escreva com DDD, como 11 99999-0001, ou com + e o país`,
		);
	}
}

const seconds =
	(most: number) =>
	(typed: string): number => {
		const number = /^\d+(?:[.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : NaN;
		if (number <= most) return number;
		throw new Unreadable(
			`"${typed}" is no number of seconds from 0 to ${most}`,
			`"${typed}" não serve: escreva só o número de segundos, de 0 a ${most}`,
		);
	};

/** One model a line: its name, what a million tokens in and out cost, and the currency (USD where none is told). */
function prices(typed: string): ModelPrice[] {
	return typed
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean)
		.map((line) => {
			const [model, input, output, currency = 'USD'] = line.split(';').map((part) => part.trim());
			const [into, out] = [input, output].map((part) => (/^\d+(?:[.,]\d+)?$/.test(part ?? '') ? Number(part.replace(',', '.')) : NaN));
			if (model && into >= 0 && out >= 0 && /^[A-Za-z]{3}$/.test(currency))
				return { model, input: into, output: out, currency: currency.toUpperCase() };
			throw new Unreadable(
				`"${line}" is no price; write it like gpt-4o-mini; 0.15; 0.60; USD (a million tokens in, and out)`,
				`"${line}" não é um preço: escreva modelo; entrada; saída; moeda, por milhão de tokens, como gpt-4o-mini; 0,15; 0,60; USD`,
			);
		});
}

/** Each setting: what it is called here and in the form of `configurar`, and how it is read. Who adds one adds its row. */
export const FIELDS: { [Key in CompanyKey]-?: { label: string; inForm: string; read: (typed: string) => unknown } } = {
	persona: { label: 'Persona Name', inForm: 'Nome do assistente', read: text(LONGEST_NAME) },
	profile: { label: 'Company Profile', inForm: 'Perfil da empresa', read: text() },
	phrases: { label: 'Example Phrases', inForm: 'Como a equipe fala', read: text() },
	weekday_hours: { label: 'Hours on Weekdays', inForm: 'Horário de segunda a sexta', read: hours },
	saturday_hours: { label: 'Hours on Saturday', inForm: 'Horário de sábado', read: hours },
	sunday_hours: { label: 'Hours on Sunday', inForm: 'Horário de domingo', read: hours },
	holidays: { label: 'Holidays', inForm: 'Feriados', read: days },
	time_zone: { label: 'Time Zone', inForm: 'Fuso horário', read: zone },
	team_phone: { label: 'Team Phone', inForm: 'Telefone da equipe', read: phone },
	sales_phone: { label: 'Sales Phone', inForm: 'Telefone de vendas', read: phone },
	privacy_phone: { label: 'Privacy Phone', inForm: 'Telefone de quem cuida da LGPD', read: phone },
	technical_phone: { label: 'Technical Phone', inForm: 'Telefone de quem cuida do sistema', read: phone },
	quiet_seconds: { label: 'Quiet Period (Seconds)', inForm: 'Segundos de silêncio antes de responder', read: seconds(60) },
	resume_after_seconds: { label: 'Resume After (Seconds)', inForm: 'Segundos até o robô voltar', read: seconds(86_400) },
	model_prices: { label: 'Prices of the Model', inForm: 'Preços do modelo', read: prices },
	privacy_notice: { label: 'Privacy Notice', inForm: 'Aviso de privacidade', read: text(1000) },
	lgpd_text: { label: 'LGPD Reply', inForm: 'Resposta a pedidos da LGPD', read: text(1000) },
	opt_out_text: { label: 'Opt-Out Reply', inForm: 'Resposta a quem não quer mensagens', read: text(1000) },
	opt_out_question: { label: 'Opt-Out Question', inForm: 'Pergunta a quem talvez não queira mensagens', read: text(1000) },
};
export const COMPANY_KEYS = Object.keys(FIELDS) as CompanyKey[];

/** What somebody typed, as it is stored; null takes a setting back. What cannot be read is told, each by itself, and nothing of it is stored then. */
export function readTyped(given: Partial<Record<CompanyKey, unknown>>): {
	settings: Partial<Record<CompanyKey, unknown>>;
	problems: TypedProblem[];
} {
	const problems: TypedProblem[] = [];
	const settings: Partial<Record<CompanyKey, unknown>> = {};
	for (const key of COMPANY_KEYS) {
		if (!(key in given)) continue;
		const typed = textOf(given[key]).replace(/\r\n?/g, '\n').trim();
		const { label, inForm, read } = FIELDS[key];
		try {
			settings[key] = typed === '' ? null : read(typed);
		} catch (error) {
			if (!(error instanceof Unreadable)) throw error;
			problems.push({ message: `${label}: ${error.message}`, sentence: `${inForm}: ${error.sentence}` });
		}
	}
	return { settings, problems };
}

/** A stored setting as it is typed. */
export const asTyped = (key: CompanyKey, stored: unknown): string =>
	key === 'model_prices' && Array.isArray(stored)
		? (stored as ModelPrice[]).map(({ model, input, output, currency }) => [model, input, output, currency].join('; ')).join('\n')
		: textOf(stored);
