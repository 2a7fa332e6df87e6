import { createHash } from 'node:crypto';

import type { Label } from '../../nodes/shared/core/hearing/intent';
import { tokensOf } from '../../nodes/shared/core/hearing/tokens';
import { featuresOf } from '../../nodes/shared/core/learned/features';
import { HEARD_ROWS } from '../eval/rows/heard';
import messages from '../eval/rows/messages.json';
import { MUTATIONS, type Random } from '../eval/mutations';
import { NOT_SAID, SAID } from '../shared/core/hearing/sayings';
import wordings from '../shared/core/hearing/wordings.json';
import type { Example } from './logistic';
import { ordinary } from './ordinary';
import { rows, told } from './rows';

interface Known {
	text: string;
	says: Set<Label>;
	/** Only this label is known of it. */
	about?: Label;
	/** It was met and mended, or is nobody's wish by its form: it may not be heard. */
	isFixed: boolean;
}

/** Rows of the evaluation that are worked on: they tell of one label each. */
function workedOn(): Known[] {
	const row = (text: string, label: string, isWanted: boolean): Known => ({
		text,
		says: new Set(isWanted ? [label as Label] : []),
		about: label as Label,
		isFixed: true,
	});
	const listed = (texts: Record<string, string[]>, isWanted: boolean) =>
		Object.entries(texts).flatMap(([label, some]) => some.map((text) => row(text, label, isWanted)));
	const written = [...messages, ...wordings] as Array<{ text: string; want?: string[]; wantNot?: string[] }>;
	return [
		...HEARD_ROWS.map(({ text, label, isWanted }) => row(text, label, isWanted)),
		...listed(SAID, true),
		...listed(NOT_SAID, false),
		...written.flatMap(({ text, want = [], wantNot = [] }) => [
			...want.map((label) => row(text, label, true)),
			...wantNot.map((label) => row(text, label, false)),
		]),
	];
}

/** All that the ear is taught by. */
const lessons = (): Known[] => [
	...rows().map(({ text, labels }): Known => ({ text, says: new Set(labels), isFixed: false })),
	...workedOn(),
	...[...ordinary(), ...told()].map((text): Known => ({ text, says: new Set(), isFixed: true })),
];

/** Tells these lessons from others. */
export function fingerprint(): string {
	const written = lessons().map(({ text, says, about = '' }) => [text, about, ...says].join('\t'));
	return createHash('sha256').update(written.join('\n')).digest('hex').slice(0, 16);
}

/** Each lesson as it is written, and as somebody in a hurry writes it. */
export const examplesOf = (random: Random): Array<Example<Label>> =>
	lessons().flatMap(({ text, ...known }, row) =>
		[text, ...HURRIED.map(({ of }) => of(text, random))].map((one) => ({ row, features: featuresOf(tokensOf(one)), ...known })),
	);
const HURRIED = MUTATIONS.filter(({ name }) => name === 'typos' || name === 'abbreviations');
