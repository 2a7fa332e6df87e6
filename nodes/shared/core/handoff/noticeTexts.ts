import { haltedText } from '../campaign/reasons';
import { followUpNotice } from '../followUp/noticeTexts';
import { failoverText } from './failoverTexts';
import { integrationDownText, integrationUpText } from './integrationTexts';
import type { NoticeFacts } from './notice';
import { reasonWords } from './reasons';
import { wallClock } from '../brazil/wallClock';
import { clock, modeName } from './texts';
import { linksMasked } from '../text/links';
import { windowClosed } from './windowTexts';
import { visible } from '../text/visible';

/** What a promised contact is about. */
const FOLLOW_UPS: Record<string, string> = {
	commercial: 'pediu valores ou proposta',
	delivery: 'perguntou de frete ou entrega',
	technical: 'fez uma pergunta técnica',
};
const promised = ({ reason, reasons }: NoticeFacts): string => {
	const known = (reasons ?? [reason ?? '']).flatMap((one) => (Object.hasOwn(FOLLOW_UPS, one) ? [FOLLOW_UPS[one]] : []));
	return known.length > 0 ? known.join(' e ') : 'espera um retorno';
};
const DATA_REQUESTS: Record<string, string> = {
	access: 'conhecer seus dados pessoais',
	copy: 'receber uma cópia dos seus dados pessoais',
	correction: 'corrigir seus dados pessoais',
	deletion: 'apagar seus dados pessoais',
	objection: 'que seus dados pessoais não sejam usados',
	source: 'saber de onde vieram seus dados pessoais',
};

/** By which sign it shows (`machine_sign` in the schema). */
const MACHINE_SIGNS: Record<string, string> = {
	same_text: 'manda sempre o mesmo texto',
	replies: 'recebeu respostas demais em uma hora',
};

const waiting = (facts: NoticeFacts): string => (facts.customerWaiting ? ' e o cliente está esperando' : '');
/** When something began, as one says it of the last days. */
const since = ({ since: at }: NoticeFacts, timeZone: string): string =>
	at ? `em ${wallClock(Date.parse(at), timeZone).slice(5, 10).split('-').reverse().join('/')} às ${clock(at, timeZone)}` : 'há algum tempo';
const ofMessage = ({ message }: NoticeFacts): string => (message ? `\nMensagem: ${message}` : '');

/** Minutes as one says them. */
const forLong = (minutes = 0): string => {
	if (minutes < 120) return `${minutes} min`;
	return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} dias`;
};

const conversationsIn = ({ conversations = [] }: NoticeFacts): string =>
	conversations.length > 0 ? ` (conversas ${conversations.map((number) => `#${number}`).join(' e ')})` : '';

/** A notice in Portuguese, for Slack, Chatwoot or WhatsApp alike (handoff spec A8, B3, B5). */
export const noticeText = (facts: NoticeFacts, timeZone = 'America/Sao_Paulo'): string => visible(worded(facts, timeZone));

function worded(facts: NoticeFacts, timeZone: string): string {
	// The name is what a stranger calls himself in WhatsApp.
	const name = linksMasked(facts.name ?? '', 80);
	const who = name ? `${name} (${facts.phone})` : facts.phone;
	const minutes = forLong(facts.minutes);
	switch (facts.kind) {
		case 'escalation':
			return [
				`🆘 ${who} – ${reasonWords(facts.reason)}`,
				facts.message && `Mensagem: ${facts.message}`,
				facts.summary && `Resumo: ${facts.summary}`,
			]
				.filter(Boolean)
				.join('\n');
		case 'hot_lead':
			return facts.summary ? `🔥 ${facts.summary}` : `🔥 ${who} – lead quente`;
		case 'follow_up':
			return [`📌 ${who} ${promised(facts)}: o robô prometeu um retorno da equipe.`, facts.message && `Mensagem: ${facts.message}`]
				.filter(Boolean)
				.join('\n');
		case 'lgpd_request':
			return `🔐 ${who} pediu ${facts.reason === 'objection' ? '' : 'para '}${DATA_REQUESTS[facts.reason ?? ''] ?? DATA_REQUESTS.access} (LGPD), protocolo ${facts.protocol ?? '–'}. O prazo é de 15 dias.`;
		case 'opt_out':
			return `🔕 ${who} pediu para não receber mensagens: o robô não escreve mais. ${facts.attendant ? `${facts.attendant} continua com a conversa.` : 'Só uma pessoa da equipe responde.'}${facts.message ? `\nMensagem: ${facts.message}` : ''}`;
		case 'opted_out_wrote':
			return `🔕 ${who} pediu para não receber mensagens e escreveu de novo. O robô não responde; responda você ou devolva a conversa com /liberar.${facts.message ? `\nMensagem: ${facts.message}` : ''}`;
		case 'auto_resumed':
			return `🤖 Sem atividade de ${facts.attendant ?? 'quem atendia'}: o contato ${who} voltou para o robô${waiting(facts)}.`;
		case 'owner_changed':
			return `👤 O contato ${who} mudou de mãos${facts.attendant ? ` (${facts.attendant})` : ''}.`;
		case 'operator_refused':
			return `⚠️ ${facts.owner ?? 'Outra pessoa'} já atende ${who}${facts.since ? ` desde ${clock(facts.since, timeZone)}` : ''}. Sua mensagem foi entregue, mas a conversa continua com essa pessoa.`;
		case 'expired_while_paused':
			return `⌛ O contato ${who} ficou em pausa e sem atividade por mais de um dia: voltou para o robô.`;
		case 'escalation_unaccepted':
			return `⏰ ${who} ${reasonWords(facts.reason)} há ${minutes} e ninguém assumiu.`;
		case 'paused_too_long':
			return `⏸️ ${who} está em pausa há ${minutes}.`;
		case 'human_inactive':
			return `👀 ${facts.attendant ?? 'Quem atende'} não escreve para ${who} há ${minutes}${waiting(facts)}.`;
		case 'agent_silent':
			return `🔇 ${who} espera há ${minutes} e o robô não respondeu. Responda você, ou veja as execuções com erro no n8n.${ofMessage(facts)}`;
		case 'too_old':
			return `📭 ${who} escreveu há ${minutes} e ficou sem resposta. O robô não responde a mensagens tão antigas: responda você.${ofMessage(facts)}`;
		case 'daily_summary':
			return facts.summary ?? '';
		case 'command_answer':
			return `⌨️ ${facts.reason ?? 'Comando'} · ${who}\n${facts.message ?? ''}`;
		case 'corrupt_mode':
			return `⚠️ A conversa de ${who} está num modo desconhecido (${facts.reason ?? '–'}) e ficou em pausa. Devolva-a com /liberar ou assuma.`;
		case 'mode_changed':
			return `${facts.toMode === 'agent' ? '🤖' : '👤'} ${who}: ${modeName(facts.fromMode ?? 'agent')} → ${modeName(facts.toMode ?? 'agent')}${facts.attendant ? ` (${facts.attendant})` : ''}`;
		case 'uncertain_reply':
			return `❓ Não se sabe se uma resposta chegou a ${who}. Confira no WhatsApp: "${(facts.message ?? '').slice(0, 80)}"`;
		case 'given_up':
			return `❌ Desisti de entregar algo para ${who}: ${facts.error ?? 'sem explicação'}`;
		case 'window_closed':
			return `⏳ ${windowClosed(who, facts.reason)}${ofMessage(facts)}`;
		case 'template_refused':
			return `❌ O modelo "${facts.reason ?? '–'}" não pôde ser enviado (${who} e talvez outros): ${facts.error ?? 'sem explicação'}\nConfira o modelo no Gerenciador do WhatsApp e em "Template Outside the Window" no n8n; depois, "Retry Failed" envia de novo.`;
		case 'unanswered':
			return [
				`🚨 ${who} ficou sem resposta: o robô tentou várias vezes e não conseguiu. Responda você; ou, depois de corrigir a causa, use "Retry Failed" para ele tentar de novo.`,
				facts.message && `Mensagem: ${facts.message}`,
			]
				.filter(Boolean)
				.join('\n');
		case 'undecided':
			return `⚠️ ${who}: o que foi escrito no celular da empresa não pôde ser processado. Se era um comando ou se você assumiu a conversa, diga de novo.${ofMessage(facts)}`;
		case 'agent_stopped':
			return `🔧 O robô não está conseguindo responder (${who} e talvez outros) e precisa de um conserto: ${facts.error ?? 'sem explicação'}\nAs mensagens esperam e serão respondidas assim que isso for corrigido.`;
		case 'machine':
			return `🔁 ${who} parece ser um sistema que responde sozinho: ${MACHINE_SIGNS[facts.reason ?? ''] ?? MACHINE_SIGNS.same_text}. O robô parou de responder ali. Se for uma pessoa, responda você ou devolva a conversa com /liberar.${ofMessage(facts)}`;
		case 'agent_goes_on':
			return '✅ O robô voltou a responder.';
		case 'integration_down':
			return integrationDownText(facts, timeZone);
		case 'integration_up':
			return integrationUpText(facts, timeZone);
		case 'failover_began':
		case 'failover_over':
		case 'failover_unreachable':
			return failoverText({ ...facts, kind: facts.kind }, who, timeZone);
		case 'campaign_halted':
			return haltedText(facts);
		case 'lead_silent':
		case 'promise_late':
		case 'promise_over':
			return followUpNotice({ ...facts, kind: facts.kind }, who, minutes, promised(facts), since(facts, timeZone));
		case 'learning_failed':
			return `🧩 Algo que ${who} contou não pôde ser guardado no cadastro: ${facts.error ?? 'sem explicação'}. A resposta foi enviada assim mesmo.`;
		case 'mirror_stuck':
			return `🪞 O que é dito com ${who} não entra no Chatwoot. No WhatsApp a conversa segue, e novas tentativas são feitas sozinhas; veja o erro no fluxo do Chatwoot: ${facts.error ?? 'sem explicação'}`;
		case 'mirror_again':
			return `✅ O que é dito com ${who} entra no Chatwoot de novo.`;
		case 'contacts_not_merged':
			return `🔗 ${who} é uma pessoa só, mas o Chatwoot não juntou os dois contatos dela${conversationsIn(facts)}: ${facts.error ?? 'sem explicação'}\nO espelho segue, e não tento de novo: junte os contatos no Chatwoot (Contatos → Mesclar contato), ou dê ao fluxo o token de quem pode.`;
		case 'crm_given_up':
			return `❌ ${who} não entrou no CRM: ${facts.error ?? 'sem explicação'}`;
		case 'crm_forbidden':
			return `🔑 O CRM aceita a credencial, mas não deixa o usuário dela fazer isto (${who} e talvez outros leads): ${facts.error ?? 'sem explicação'}\nConfira no CRM o que esse usuário pode ver e fazer e o que o plano inclui. Novas tentativas são feitas sozinhas por três dias.`;
		case 'crm_unauthorized':
			return `🔑 O CRM recusa o acesso e leads ficam de fora (${who} e talvez outros). Corrija a credencial e devolva-os à fila. O CRM disse: ${facts.error ?? 'nada'}`;
		case 'crm_backlog':
			return `🐢 Há 50 leads ou mais esperando pelo CRM. Último erro: ${facts.error ?? 'sem explicação'}`;
	}
}
