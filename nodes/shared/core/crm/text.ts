import type { CrmLead } from './wanted';
import { customShown } from '../lead/customFields';
import { fill } from '../text/template';

/** `Lead - FB300 - São Paulo/SP` (SDR spec 7.4). */
export const TITLE_TEMPLATE = 'Lead - {produto} - {local}';

/** The note of a deal (SDR spec 7.5). */
export const NOTE_TEMPLATE = [
	'<b>Resumo do Atendimento</b>',
	'{resumo}',
	'',
	'<b>Dados do Cliente</b>',
	'Empresa: {empresa}',
	'Contato: {contato}',
	'Telefone: {telefone}',
	'E-mail: {email}',
	'Cidade: {cidade} ({ddd})',
	'Segmento: {segmento}{outros_dados}',
	'',
	'<b>Necessidade Identificada</b>',
	'{necessidade}',
	'',
	'<b>Equipamento de Interesse</b>',
	'{equipamento}',
	'',
	'<b>Pedidos do Cliente</b>',
	'{pedidos}',
	'',
	'<b>Classificação do Lead</b>',
	'{classificacao}',
	'',
	'<b>Próximo Passo</b>',
	'{proximo_passo}',
].join('\n');

const UNKNOWN = 'Não informado';
const CLASSES = { hot: 'Quente', warm: 'Morno', cold: 'Frio' };
const NEXT_STEPS = {
	hot: 'Encaminhado ao consultor para orçamento',
	warm: 'Acompanhar para esclarecer dúvidas',
	cold: 'Nutrir o relacionamento e enviar o catálogo',
};

/** What a lead asked the team for; a kind that is not here is not shown. */
const REQUESTS: Record<string, string> = {
	commercial: 'Valores ou proposta',
	delivery: 'Frete ou entrega',
	technical: 'Dúvida técnica',
};
const requestsShown = ({ requests }: CrmLead): string => {
	const shown = Object.entries(REQUESTS).flatMap(([kind, words]) => (requests[kind] ? [`${words} (${dayShown(requests[kind])})`] : []));
	return shown.length > 0 ? shown.join(', ') : 'Nenhum';
};
const dayShown = (day: string): string => day.slice(0, 10).split('-').reverse().join('/');

/** Where the lead is, as far as it is known. */
const place = ({ city, uf }: CrmLead, unknown: string): string => [city, uf].filter(Boolean).join('/') || unknown;

/** Area code of a Brazilian number (its key always starts with 55). */
const areaCode = (phone: string): string => (phone.startsWith('55') && phone.length >= 12 ? phone.slice(2, 4) : 'XX');

/** The title of a lead's deal. */
export const dealTitle = (lead: CrmLead, template: string): string =>
	fill('Deal Title', template, {
		produto: lead.product ?? 'Interesse',
		local: place(lead, 'Brasil'),
		nome: lead.name ?? UNKNOWN,
		empresa: lead.company ?? UNKNOWN,
	});

/**
 * The note of a lead's deal. What the lead said is escaped; lines of the template become `<br>`.
 * @param escape makes plain text stand inside HTML
 * @param mark ends the note, so that it is found again
 */
export function noteText(lead: CrmLead, template: string, escape: (text: string) => string, mark: string): string {
	const values = {
		resumo: lead.summary ?? 'Atendimento automático pelo WhatsApp',
		empresa: lead.company ?? UNKNOWN,
		contato: lead.name ?? UNKNOWN,
		telefone: lead.phone,
		email: lead.email ?? UNKNOWN,
		cidade: place(lead, UNKNOWN),
		ddd: areaCode(lead.phone),
		segmento: lead.segment ?? UNKNOWN,
		outros_dados: customShown(lead.custom_fields),
		necessidade: lead.need ?? UNKNOWN,
		equipamento: lead.product ?? UNKNOWN,
		volume: lead.volume ?? UNKNOWN,
		pedidos: requestsShown(lead),
		classificacao: lead.temperature ? CLASSES[lead.temperature] : UNKNOWN,
		proximo_passo: lead.temperature ? NEXT_STEPS[lead.temperature] : 'Aguardando definição',
	};
	const escaped = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escape(value)]));
	return `${fill('Note', template, escaped)}\n\n${escape(mark)}`.replace(/\r?\n/g, '<br>');
}
