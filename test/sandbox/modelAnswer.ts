import { factsGiven, factsIn, topicOf, type Facts, type Spoken, type Topic } from './modelRules';

/** The part of JSON Schema that structured output uses. */
export interface Schema {
	type?: string | string[];
	enum?: unknown[];
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: unknown;
	items?: Schema;
	anyOf?: Schema[];
	minimum?: number;
}

/** Asked in this order, one at a time. */
const QUESTIONS: Array<[string, string]> = [
	['name', 'Qual é o seu nome?'],
	['city', 'De qual cidade você fala?'],
	['product', 'Qual equipamento você está procurando?'],
	['volume', 'Qual volume você produz hoje?'],
	['urgency', 'Para quando você precisa?'],
];

/** Topics answered in words, without a further question where the conversation is handed over. */
const SAID_TO: Partial<Record<Topic, string>> = {
	human: 'Claro! Vou chamar um consultor para continuar com você por aqui.',
	opt_out: 'Tudo bem, não vou mais te enviar mensagens.',
	angry: 'Sinto muito por isso. Vou chamar uma pessoa da equipe para resolver com você.',
	support: 'Sinto muito pelo transtorno. A equipe de suporte vai continuar com você por aqui.',
	price: 'Os valores são personalizados, um consultor vai te passar.',
	delivery: 'Frete e prazo dependem da sua região, um consultor confirma com você.',
	technical: 'Anotei sua dúvida, um especialista te responde.',
};
const HANDED_OVER: Topic[] = ['human', 'opt_out', 'angry', 'support'];

/** The words by which an enum may call a topic, the closest first. */
const INTENT_WORDS: Record<Topic, string[]> = {
	human: ['human', 'transfer', 'handoff'],
	opt_out: ['opt_out', 'unsubscribe', 'stop'],
	angry: ['complaint', 'human', 'other'],
	support: ['support', 'after_sales'],
	price: ['price', 'pricing', 'commercial', 'quote'],
	delivery: ['delivery', 'shipping'],
	technical: ['technical', 'question'],
	product: ['product', 'interest', 'sales'],
	greeting: ['greeting'],
	other: ['other'],
};

interface Understanding {
	facts: Facts;
	/** Facts and what was known before. */
	known: Facts;
	topic: Topic;
	firstContact: boolean;
	/** The name was told in the last message. */
	nameIsNew: boolean;
	unreadable: boolean;
}

const FIELD_WORDS: Record<string, string> = {
	name: 'nome',
	company: 'empresa',
	city: 'cidade',
	uf: 'estado',
	segment: 'segmento',
	product: 'produto',
	urgency: 'prazo',
	need: 'necessidade',
};

/** Plays a salesperson on WhatsApp by rules: the same conversation gives the same answer, and nothing is claimed that was not said. */
export function salesAnswer(messages: Spoken[]): Record<string, unknown> {
	const seen = understand(messages);
	const { facts, known, topic } = seen;
	const isHurried = known.urgency && !/sem pressa|pesquisando|ano que vem/i.test(known.urgency);
	const isHot = Boolean((known.product && known.volume && isHurried) || (topic === 'price' && known.product));
	const isWarm = Boolean(known.product || known.volume || topic === 'price' || topic === 'product');
	const temperature = isHot ? 'hot' : isWarm ? 'warm' : 'cold';
	const told = Object.keys(facts);
	const transfers = ['human', 'angry', 'support'].includes(topic);
	return {
		reply: reply(seen),
		lead: facts,
		temperature,
		temperature_reason:
			told.length > 0
				? `O cliente informou: ${told.map((field) => FIELD_WORDS[field] ?? field).join(', ')}.`
				: 'O cliente ainda não deu dados.',
		intent: INTENT_WORDS[topic === 'other' && told.length > 0 ? 'product' : topic],
		confidence: topic === 'other' ? 0.6 : 0.9,
		should_transfer: transfers,
		transfer_reason: transfers ? `Assunto para uma pessoa: ${topic}.` : null,
		suggested_actions: isHot ? ['Preparar proposta'] : [],
	};
}

/** Gives an answer the form of a schema: properties by name, and null or an empty value where there is nothing of the right type. */
export function fit(value: unknown, schema: Schema): unknown {
	const types = [schema.type ?? []].flat();
	if (schema.anyOf) return fit(value, schema.anyOf.find(({ type }) => type !== 'null') ?? {});
	if (schema.enum) return oneOf(schema.enum, value);
	if (types.includes('object')) {
		const source = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
		return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, fit(source[key], inner)]));
	}
	if (types.includes('array')) return Array.isArray(value) ? value.map((item) => fit(item, schema.items ?? {})) : [];
	if (types.includes(typeof value) || (types.includes('integer') && Number.isInteger(value))) return value;
	if (types.includes('null')) return null;
	return { string: '', boolean: false, number: schema.minimum ?? 0, integer: schema.minimum ?? 0 }[types[0] ?? ''] ?? value ?? null;
}

function oneOf(allowed: unknown[], value: unknown): unknown {
	const wanted = [value].flat().map(String);
	const exact = wanted.map((word) => allowed.find((one) => one === word)).find((one) => one !== undefined);
	const close = wanted.map((word) => allowed.find((one) => String(one).includes(word))).find((one) => one !== undefined);
	return exact ?? close ?? allowed.find((one) => one === null || one === 'other') ?? allowed[0];
}

function understand(messages: Spoken[]): Understanding {
	const lastReply = messages.findLastIndex(({ role }) => role === 'assistant');
	const turn = messages.slice(lastReply + 1).filter(({ role }) => role === 'user');
	const facts = factsIn(messages);
	const before = factsIn(messages.slice(0, lastReply + 1));
	const given = factsGiven(messages);
	const text = turn.map(({ text: words }) => words).join('\n');
	return {
		facts,
		known: { ...given, ...facts },
		topic: topicOf(text),
		firstContact: lastReply < 0,
		nameIsNew: facts.name !== undefined && facts.name !== before.name && facts.name !== given.name,
		unreadable: /^(\[[^\]]*\]\s*)+$/.test(text),
	};
}

function reply({ known, topic, firstContact, nameIsNew, unreadable }: Understanding): string {
	const name = known.name?.split(' ')[0];
	const hello = firstContact ? `Olá${name ? `, ${name}` : ''}! Que bom receber sua mensagem.` : '';
	const thanks = !firstContact && name ? (nameIsNew ? `Prazer, ${name}!` : `Certo, ${name}.`) : '';
	if (unreadable)
		return [hello, 'Obrigado! Não consigo abrir esse arquivo por aqui, pode me escrever o que precisa?'].filter(Boolean).join(' ');
	const said = SAID_TO[topic] ?? '';
	if (HANDED_OVER.includes(topic)) return [hello, said].filter(Boolean).join(' ');
	const question =
		QUESTIONS.find(([field]) => !known[field])?.[1] ?? 'Já tenho o que preciso: um consultor vai continuar o atendimento com você.';
	return [hello, thanks, said, question].filter(Boolean).join(' ');
}
