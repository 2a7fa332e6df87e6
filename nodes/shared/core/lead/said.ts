import { plain } from '../text/words';

/** Words that models write where they mean "nothing" (SDR spec 2.2); "<UNKNOWN>" is what some fill an optional field with. Whoever meets another adds it. */
const NOTHING = new Set(
	'|null|none|undefined|n/a|na|-|?|nao informado|nao informada|nao se aplica|nao sei|desconhecido|unknown|<unknown>|desconhecida|vazio|sem informacao'.split(
		'|',
	),
);
const LONGEST = 300;

/** Whether a text means that there is nothing: "null", "N/A", "não informado", "não tenho". */
export function saysNothing(text: string): boolean {
	const words = plain(text).replace(/^[\s"'(*]+|[\s"')*.!]+$/g, '');
	return NOTHING.has(plain(text)) || NOTHING.has(words) || HAS_NONE.test(words);
}

/**
 * "I have none" in its forms: a negation and a verb of having, being or knowing, and nothing named behind it. A name that begins with such a word goes on
 * with what it is ("Nenhum Problema Bar", "Sem Igual Padaria").
 */
const HAS_NONE =
	/^(?:(?:eu|a gente|ainda|por enquanto|no momento|hoje|infelizmente|,|\s)+)?(?:(?:nao|n|nunca|nem)\s+(?:(?:se|me|a)\s+)?(?:tenho|temos|tem|tive|possuo|possuimos|possui|ha|existe|sei|sabemos|uso|informou|informo|quero informar|trabalho|aplica|aplicavel|informad[oa]|disponivel|consta|definid[oa]|mencionad[oa]|especificad[oa]|identificad[oa])|nenhum[a]?|nada|ninguem|sem)(?:\s+(?:um|uma|nenhum|nenhuma|a|o|minha|meu|nada|propri[oa]|ainda|mais|por enquanto|no momento|informado|informada|definido|definida|dizer|de|empresa|negocio|cnpj|loja|nome|site|e-?mail|marca|firma|informacao|dados?|cadastro|registro))*[.!…]*$/;

/** What a model or an operator gave for a field, as text; null when it says nothing (SDR spec 2.2, 2.4). */
export function said(value: unknown): string | null {
	const text = typeof value === 'boolean' ? (value ? 'sim' : 'não') : typeof value === 'number' ? String(value) : value;
	return typeof text !== 'string' || saysNothing(text)
		? null
		: text
				.trim()
				.replace(/[^\S\n]+/g, ' ')
				.slice(0, LONGEST);
}
