import { customShown } from '../lead/customFields';
import { plain } from '../text/words';
import type { LeadUpdates, Temperature } from '../lead/lead';

/** What the team reads when a lead is handed over; placeholders are filled by `summaryValues`. */
export const SUMMARY_TEMPLATE = `*Novo Lead {temperatura} – via {canal}*
Nome: {nome}
Telefone: {telefone}
Empresa: {empresa}
Localização: {localizacao}
Produto de interesse: {produto}
Capacidade / volume: {volume}
Urgência: {urgencia}
Já conhece a empresa? {conhece}{outros_dados}
Dúvidas técnicas: {duvidas}
Interesses registrados: {interesses}
Observações: {observacoes}
Últimas mensagens:
{mensagens}`;

export interface SummaryFacts {
	lead: LeadUpdates;
	temperature: Temperature | null;
	phone: string;
	channel: string;
	questions: string[];
	interests: string[];
	/** A person's or a model's account of the conversation. */
	notes: string;
	/** The customer's messages, oldest first. */
	said: string[];
}

const MISSING = 'Não informado';
const CLASS: Record<Temperature, string> = { hot: 'Quente', warm: 'Morno', cold: 'Frio' };
const LAST_MESSAGES = 5;

/** The values of the template (SDR spec 5.7); what is not known says so. */
export function summaryValues({
	lead,
	temperature,
	phone,
	channel,
	questions,
	interests,
	notes,
	said,
}: SummaryFacts): Record<string, string> {
	const place = [lead.city, lead.uf].filter(Boolean).join('/');
	return {
		temperatura: temperature ? CLASS[temperature] : 'sem classificação',
		canal: channel || 'WhatsApp',
		telefone: phone || MISSING,
		nome: lead.name ?? MISSING,
		empresa: lead.company ?? MISSING,
		localizacao: place || MISSING,
		produto: lead.product ?? lead.need ?? MISSING,
		volume: lead.volume ?? (lead.daily_volume ? `${lead.daily_volume} por dia` : MISSING),
		urgencia: lead.urgency ?? MISSING,
		conhece: lead.knows_company ?? MISSING,
		outros_dados: customShown(lead.custom_fields ?? {}),
		duvidas: listed(questions),
		interesses: listed(interests),
		observacoes: notes.trim() || MISSING,
		mensagens:
			said
				.slice(-LAST_MESSAGES)
				.map((text) => `- ${text.replace(/\s+/g, ' ').slice(0, 200)}`)
				.join('\n') || `- ${MISSING}`,
	};
}

const listed = (entries: string[]): string => [...new Map(entries.map((entry) => [plain(entry), entry])).values()].join('; ') || MISSING;
