import type { FactGrounds } from './grounds';
import { anyOf, gated } from './gated';
import { contentWords } from './contentWords';
import type { Said } from './topic';

/** Who grants what a company may call its own. Whoever sells with another seal adds its name. */
const AUTHORITIES =
	'(?:iso|inmetro|anvisa|abnt|procel|mapa|sif|sim|ibama|crea|cau|fda|ce|fsc|ministerio(?: da \\w+)?|vigilancia|receita federal|detran|mec|organis|bombeiros|conselho(?: \\w+)?)';
const GRANTED = '(?:certific\\w+|aprovad\\w+|registrad\\w+|homologad\\w+|credenciad\\w+|licenciad\\w+|autorizad\\w+|reconhecid\\w+|selo)';
const AREA = '(?:cidade|regiao|estado|brasil|mercado|pais|bairro|mundo|sul|nordeste|america)';
const LANDS =
	'(?:alema\\w*|japones\\w*|american\\w*|italian\\w*|suic\\w+|corean\\w*|frances\\w*|alemanha|japao|italia|suica|china|estados unidos|europa|espanha|portugal|franca)';
const CLAIMED = gated(
	new RegExp(`\\b${GRANTED} (?:\\S+ ){0,3}?${AUTHORITIES}\\b|\\b(?:temos|possui|com) (?:o |a )?(?:selo|certific\\w+)\\b(?: \\S+){0,3}`),
	/\b(?:premiad[oa]s?|premios?) (?:\S+ ){0,3}?\S+|\b(?:ganhamos|recebemos|vencemos|eleit[oa]s?) (?:\S+ ){0,3}?(?:premio|melhor|trofeu|selo)\b/,
	new RegExp(
		`\\b(?:lider(?:es)?|numero um|pioneir[oa]s?|referencia|[oa]s? (?:maior|melhor|unic[oa]|mais \\S+)(?:es|s)?(?: \\S+){0,2}?) (?:absolut\\S+ )?(?:d[aeo]|n[ao])s? ${AREA}\\b`,
	),
	new RegExp(
		`\\b(?:importad|fabricad|trazid|desenvolvid)[oa]s? (?:direto )?(?:d|n)[aeo]s? ${LANDS}\\b|\\b(?:tecnologia|origem|motor\\w*|pecas?) ${LANDS}\\b`,
	),
	/\b(?:representantes?|distribuidor\w*|revended\w+|parceir[oa]s?|assistencia) (?:oficia\w+|exclusiv\w+|autorizad\w+)(?: \S+){0,3}/,
	/\b(?:filia(?:l|is)|outras? lojas?|outras? unidades?|showroom|fabrica propria|escritorio) (?:\S+ )?(?:em|no|na) \S+(?: \S+)?/,
);

const MAY_CLAIM = anyOf(CLAIMED);

/**
 * What a company says of its own standing, as certificates, prizes, ranks, origins, partners, branches, in words that none of its texts has. Such a word is a fact like a
 * number is.
 * @returns the words; null when there are none
 */
export function renownIn({ sentence, isAsked }: Said, { own, theirs, told }: FactGrounds): string | null {
	if (!MAY_CLAIM(sentence.plain)) return null;
	if (isAsked || sentence.isQuestion || /\b(?:nao|nem)\b/.test(sentence.plain)) return null;
	const claimed = CLAIMED.find(sentence.plain);
	if (claimed === null) return null;
	const words = contentWords(claimed);
	const isIn = (word: string): boolean => [own, theirs, told].some(({ text }) => text.includes(word.slice(0, 5)));
	return words.every(isIn) && words.length > 0 ? null : claimed;
}
