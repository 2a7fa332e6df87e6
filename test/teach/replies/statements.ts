import { createHash } from 'node:crypto';

import { groundsOf, ruledIn } from '../../../nodes/shared/core/claims/claims';
import { unmasked } from '../../../nodes/shared/core/claims/disguise';
import { contentWords } from '../../../nodes/shared/core/claims/contentWords';
import { quotedShare } from '../../../nodes/shared/core/claims/grounds';
import { ordersIn } from '../../../nodes/shared/core/claims/internals';
import { saidIn } from '../../../nodes/shared/core/claims/saidIn';
import { judgedIn } from '../../../nodes/shared/core/claims/stated';
import type { StatedWords } from '../../../nodes/shared/core/claims/statedWording';
import type { Said } from '../../../nodes/shared/core/claims/topic';
import { plain } from '../../../nodes/shared/core/text/words';
import { REPLY_ROWS } from '../../eval/rows/replies';
import { companies, type Company } from './companies';
import { besideFrames, filled, frames, written } from './frames';
import { footingOf, workedOn } from './lessons';

/** A reply beside a company's texts: whether it states a fact that these do not carry. */
export interface Statement {
	/** Those of one author's company, or of one frame, are never in different folds. */
	row: number;
	question: string;
	reply: string;
	own: string[];
	states: boolean;
	/** It was met and mended: it may not be held. */
	isFixed: boolean;
}

/** Rows from here on are of no company. */
export const FIRST_TALK = 1000;
/** How far in the list the other companies stand beside which a line is read, too. */
const OTHERS = [7, 16, 25];
/** Frames and sentences that were written apart from any company stand beside one in turn. */
const FIRST_OTHER = 3;
/** So many ways of one form are taken at most. */
const FORMS_OF_EACH = 24;
/** What a company says of itself: not known to be harmless where no text stands behind it. */
const OF_US =
	/\b(?:temos|trabalhamos|fazemos|atendemos|atende|emitimos|consertamos|montamos|cuidamos|somos|usamos|oferecemos|contamos|funcionamos|abrimos|ficamos|nosso|nossa|nossos|nossas|equipe própria|garantia|vem com|tem|têm)\b/i;

/** All that the reader of stated facts is taught by. */
export function statements(): Statement[] {
	const all = companies();
	const beside = (n: number): string[] => all[n % all.length].own;
	const ofCompanies = all.flatMap((company, row) => ofCompany(company, row, beside));
	const apart = [
		...frames().flatMap((frame, n) => filled(frame, 5000 + n).map((one) => ({ ...one, row: n }))),
		...written().map((one, n) => ({ ...one, row: FIRST_TALK * 3 + n })),
	].filter(({ label, file, ground }) => label === null && (file !== 'facts' || ground !== ''));
	const ofTalk = apart.flatMap(({ question, reply, ground, row }, n): Statement[] => {
		const one = { row: FIRST_TALK + row, question, reply, isFixed: false };
		const [here, there] = [FIRST_OTHER + row, FIRST_OTHER + row + OTHERS[n % OTHERS.length]].map(beside);
		if (ground !== '')
			return [
				{ ...one, own: [ground, ...here], states: false },
				{ ...one, own: [ground], states: false },
				{ ...one, own: there, states: true },
			];
		return OF_US.test(reply) && !/\?|\b(?:não|nunca|nem)\b/i.test(reply) ? [] : [{ ...one, own: here, states: false }];
	});
	const ofForms = besideFrames().flatMap((frame, row) =>
		filled(frame, 9000 + row, FORMS_OF_EACH).flatMap(({ label, question, reply, ground }, n): Statement[] => {
			const one = { row: 2 * FIRST_TALK + row, question, reply, states: label !== null, isFixed: false };
			const here = beside(row + n);
			return [{ ...one, own: here }, ...(ground === '' ? [] : [{ ...one, own: [ground, ...here] }])];
		}),
	);
	const fixed = workedOn()
		.filter(({ label }) => label === null)
		.flatMap(({ question, reply, own }, n): Statement[] => {
			const one = { row: 10_000 + n, question, reply, states: false };
			return [{ ...one, own, isFixed: true }, ...nearestIn(own, reply).map((line) => ({ ...one, own: [line], isFixed: false }))];
		});
	const evaluated = REPLY_ROWS.filter(({ want }) => want === 'send').map(
		({ customer, reply, own, mutation, plain: isPlain }, n): Statement => ({
			row: 20_000 + n,
			question: customer,
			reply,
			own,
			states: false,
			isFixed: isPlain || mutation === 'as written',
		}),
	);
	return [...ofCompanies, ...ofTalk, ...ofForms, ...fixed, ...evaluated];
}

function ofCompany({ own, carried, harmless, held }: Company, row: number, beside: (n: number) => string[]): Statement[] {
	const others = OTHERS.map((step) => beside(row + step));
	// Operators who wrote one sentence of themselves.
	const short = (n: number): string[] => [carried[n % carried.length].reply];
	return [
		...carried.map((line, n) => ({ ...line, row, own: short(n + 1), states: carried.length > 1, isFixed: false })),
		...carried.flatMap((line) => nearestIn(own, line.reply).map((text) => ({ ...line, row, own: [text], states: false, isFixed: false }))),
		...harmless.map((line, n) => ({ ...line, row, own: short(n), states: false, isFixed: false })),
		...held.map((line, n) => ({ ...line, row, own: short(n), states: true, isFixed: false })),
		...carried.flatMap((line) => [
			{ ...line, row, own, states: false, isFixed: false },
			...others.map((other) => ({ ...line, row, own: other, states: true, isFixed: false })),
		]),
		...harmless.flatMap((line) => [own, ...others].map((some) => ({ ...line, row, own: some, states: false, isFixed: false }))),
		...held.flatMap((line) => [own, others[0]].map((some) => ({ ...line, row, own: some, states: true, isFixed: false }))),
	];
}

/** The sentence of these texts that carries most of a reply, where it carries enough of it: operators who wrote no more than that. */
function nearestIn(own: readonly string[], reply: string): string[] {
	const words = contentWords(plain(reply));
	const lines = own.flatMap((text) => text.split(/(?<=[.;])\s+/));
	const shares = lines.map((line) => quotedShare(groundsOf([line]), words, true));
	const most = Math.max(...shares);
	return most >= ENOUGH ? [lines[shares.indexOf(most)]] : [];
}
const ENOUGH = 0.3;

/** The sentences of a statement as the reader meets them: those that no rule settles. Of one that states something only where it is one. */
export function judgedOf(statement: Statement, words: StatedWords, reply = statement.reply) {
	const footing = footingOf(statement);
	const all = saidIn(unmasked(reply), footing);
	if (statement.states && all.length > 1) return [];
	return all.flatMap((said: Said) => {
		if (ordersIn(said.sentence.plain) !== null || ruledIn(said, footing).isSettled) return [];
		const judged = judgedIn(said, footing, words);
		return judged === null ? [] : [{ said, judged }];
	});
}

/** Tells these statements from others. */
export const fingerprintOf = (all: readonly Statement[]): string =>
	createHash('sha256')
		.update(all.map(({ question, reply, own, states }) => [states, question, reply, ...own].join('\t')).join('\n'))
		.digest('hex')
		.slice(0, 16);
