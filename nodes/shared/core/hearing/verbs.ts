/** Endings of wishes, orders and what goes on; what was done is left out: "ontem falei com um vendedor" asks for nothing. */
const ENDINGS: Record<string, string[]> = {
	ar: ['ar', 'a', 'o', 'e', 'em', 'am', 'as', 'es', 'ando', 'arem', 'armos', 'amos', 'emos', 'aria', 'ariam', 'asse', 'assem'],
	er: ['er', 'e', 'o', 'a', 'am', 'em', 'endo', 'erem', 'ermos', 'emos', 'eria', 'eriam', 'esse', 'essem'],
	ir: ['ir', 'e', 'i', 'o', 'a', 'am', 'em', 'indo', 'irem', 'irmos', 'imos', 'iria', 'iriam', 'isse', 'issem'],
	uir: ['uir', 'ui', 'uo', 'ua', 'uam', 'uem', 'uindo', 'uirem', 'uiria', 'uisse'],
};
const PARTICIPLE: Record<string, string> = { ar: 'ad', er: 'id', ir: 'id', uir: 'uid' };
/** Forms that no rule makes. */
const IRREGULAR: Record<string, string> = {
	corrigir: 'corrija corrijam corrijo',
	retirar: '',
	por: 'ponha ponham por poe ponho',
	dar: 'de deem dar da dao dou',
	ter: 'tem ter tenha tenham temos tinha',
	conseguir: 'consiga consigam consigo',
	transferir: 'transfira transfiram transfiro',
	esquecer: 'esqueca esquecam',
};

/** How a wish or an order is said with a verb, given in the infinitive; with `participles`, what is wished done as well ("apagados"). */
export function verbForms(infinitive: string, participles = false): string[] {
	const ending = infinitive.endsWith('uir') && !/guir$/.test(infinitive) ? 'uir' : infinitive.slice(-2);
	const stem = infinitive.slice(0, -ending.length);
	const spelled = (form: string): string => (ending === 'ar' && form.startsWith('e') ? soft(stem) : stem) + form;
	const regular = (ENDINGS[ending] ?? []).map(spelled);
	// "Bloquear": bloqueia, bloqueie.
	if (infinitive.endsWith('ear')) regular.push(...['a', 'o', 'e', 'em', 'am', 'as', 'es'].map((last) => `${stem}i${last}`));
	const done = participles && PARTICIPLE[ending] ? ['o', 'a', 'os', 'as'].map((last) => stem + PARTICIPLE[ending] + last) : [];
	return [...new Set([infinitive, ...regular, ...(IRREGULAR[infinitive] ?? '').split(' ').filter(Boolean), ...done])];
}

/** ligar, ligue; ficar, fique. */
const soft = (stem: string): string => stem.replace(/g$/, 'gu').replace(/c$/, 'qu').replace(/ç$/, 'c');
