import { InvalidPhone } from '../brazil/phone';
import { parseGivenPhone } from '../message/ownIds';
import { said } from '../lead/said';
import { idOf, wordsOf } from '../text/words';

/** A new customer as a product's signup tells of him. */
export interface Signup {
	/** The caller's own id, the same in every system. */
	id: string;
	name: string;
	email: string;
	/** Canonical key of the phone. */
	phone: string;
	/** Empty when the customer is a person. */
	company: string;
	/** What else is known, for the flow: only what was given. */
	metadata: Record<string, string>;
}

export type SignupReading = { ok: true; signup: Signup } | { ok: false; field: string; problem: string };

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const LONGEST = 200;

/** Keys of the metadata, each with the names under which it may come. */
const METADATA: Record<string, string[]> = {
	company: ['company', 'company_name'],
	sector: ['sector', 'industry'],
	role: ['role'],
	plan: ['plan'],
	preferred_language: ['preferred_language'],
};

/**
 * Reads the body of a signup (onboarding spec: the pipeline's input). The problem is in Portuguese and names what to change: the caller's
 * developer reads it.
 * @param emailMayMiss for signups that come from a CRM, where a person may have a phone alone
 * @param holders what the phone may come from; one that an item of ours holds is an id, anything else was typed
 */
export function readSignup(
	body: unknown,
	{ emailMayMiss = false, holders = () => [] }: { emailMayMiss?: boolean; holders?: () => unknown[] } = {},
): SignupReading {
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		return { ok: false, field: 'body', problem: 'O corpo deve ser um objeto JSON.' };
	const given = body as Record<string, unknown>;
	const required = REQUIRED.filter((field) => field !== 'email' || !emailMayMiss);
	const wrong = [...texts(given, required), idProblem(given), emailProblem(given)].find((problem) => problem !== null);
	if (wrong) return { ok: false, ...wrong };
	const phone = phoneOf(wordsOf(given.phone), holders);
	if ('problem' in phone) return { ok: false, field: 'phone', problem: phone.problem };
	const metadata = Object.fromEntries(
		Object.entries(METADATA)
			.map(([key, names]) => [key, names.map((name) => said(wordsOf(given[name])) ?? '').find(Boolean) ?? ''])
			.filter(([, value]) => value !== ''),
	) as Record<string, string>;
	return {
		ok: true,
		signup: {
			id: idOf(given.id),
			name: wordsOf(given.name),
			email: wordsOf(given.email).toLowerCase(),
			phone: phone.key,
			company: metadata.company ?? '',
			metadata,
		},
	};
}

type Problem = { field: string; problem: string };

const REQUIRED = ['id', 'name', 'email', 'phone'];
const KNOWN = [...REQUIRED, ...Object.values(METADATA).flat()];

function texts(given: Record<string, unknown>, required: string[]): Array<Problem | null> {
	return KNOWN.map((field) => {
		const value = given[field];
		const isMissing = value === undefined || value === null || (field === 'id' ? idOf(value) : wordsOf(value)) === '';
		if (isMissing && !isTextLike(value)) return { field, problem: `O campo "${field}" deve ser um texto.` };
		if (isMissing) return required.includes(field) ? { field, problem: `O campo "${field}" é obrigatório.` } : null;
		return wordsOf(value).length > LONGEST ? { field, problem: `O campo "${field}" tem mais de ${LONGEST} caracteres.` } : null;
	});
}

function idProblem({ id }: Record<string, unknown>): Problem | null {
	// It stands in paths of the vendor.
	return /[/\\]|^\.{1,2}$/.test(idOf(id)) ? { field: 'id', problem: 'O campo "id" não pode conter barras.' } : null;
}

function emailProblem({ email }: Record<string, unknown>): Problem | null {
	return wordsOf(email) === '' || EMAIL.test(wordsOf(email))
		? null
		: { field: 'email', problem: 'O campo "email" não é um e-mail válido.' };
}

function phoneOf(given: string, holders: () => unknown[]): { key: string } | { problem: string } {
	const problem = 'O campo "phone" não é um telefone válido: informe DDI e DDD, por exemplo 5511999990001.';
	try {
		const { kind, key } = parseGivenPhone(given, holders);
		return kind === 'user' ? { key } : { problem };
	} catch (error) {
		if (error instanceof InvalidPhone) return { problem };
		throw error;
	}
}

const isTextLike = (value: unknown): boolean =>
	value === undefined || value === null || typeof value === 'string' || typeof value === 'number';
