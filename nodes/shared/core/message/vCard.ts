import type { SharedContact } from './content';

/** A line of a card: its name, what stands between the first ";" and the colon, and its value (RFC 6350, 3.3). */
const LINE = /^(?:[\w-]+\.)?([A-Za-z-]+)((?:;(?:"[^"]*"|[^:"])*)?):(.*)$/;

/**
 * Reads a vCard as phones write it into a shared contact. WhatsApp's own number of a person (`waid`) goes before what was typed. Never throws: what cannot be
 * read is not there.
 */
export function readVCard(card: string): SharedContact {
	const lines = card
		// A line may go on in the next one, after a blank.
		.replace(/\r?\n[ \t]/g, '')
		.split(/\r?\n/)
		.map((line) => LINE.exec(line))
		.filter((line) => line !== null)
		.map(([, name, parameters, value]) => ({ name: name.toUpperCase(), parameters, value: unescaped(value).trim() }));
	const valuesOf = (wanted: string) => lines.filter(({ name, value }) => name === wanted && value !== '');
	const [name] = valuesOf('FN');
	const [company] = valuesOf('ORG');
	return {
		name: name?.value ?? '',
		phones: unique(valuesOf('TEL').map(({ parameters, value }) => /waid=(\d+)/i.exec(parameters)?.[1] ?? value.replace(/^tel:/i, ''))),
		emails: unique(valuesOf('EMAIL').map(({ value }) => value)),
		company: company?.value.split(';').filter(Boolean).join(', ') || null,
	};
}

const unescaped = (value: string): string => value.replace(/\\n/gi, ' ').replace(/\\([\\;,:])/g, '$1');
const unique = (values: string[]): string[] => [...new Set(values.filter(Boolean))];
