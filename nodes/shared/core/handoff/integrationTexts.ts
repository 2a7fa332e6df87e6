import { companionOf } from './companions';
import { clock } from './texts';

/** What an integration is called by those who run it. Whoever adds one adds it here; without an entry it keeps its own name. */
const NAMES: Partial<Record<string, string>> = {
	model: 'o serviço de IA',
	model_partly: 'parte do serviço de IA',
	transcription: 'a transcrição de áudios',
	zapi: 'a Z-API',
	whatsapp_cloud: 'a API oficial do WhatsApp',
	team_window: 'o aviso à equipe pelo WhatsApp',
	chatwoot: 'o Chatwoot',
	piperun: 'o PipeRun',
	atendeaqui: 'a AtendeAqui',
	supabase: 'o Supabase',
	schema: 'o esquema do banco de dados',
	setup: 'a configuração do agente',
	replies_slow: 'a rapidez das respostas do robô',
	replies_failing: 'a resposta do robô pela IA',
	zapi_url: 'a entrega de mensagens da Z-API a este n8n',
	whatsapp_cloud_url: 'a entrega de mensagens da Meta a este n8n',
	team_phone: 'o telefone da equipe',
	outbox_whatsapp_text: 'o fluxo que envia o que ficou na caixa de saída',
	outbox_notice: 'o fluxo que avisa a equipe',
	outbox_turn: 'o fluxo que responde aos clientes',
	outbox_crm_sync: 'o fluxo que leva os leads ao CRM',
	outbox_chatwoot_message: 'o fluxo que espelha as conversas no Chatwoot',
};
/** How it is said where "não está funcionando" says too much. */
const STATES: Partial<Record<string, { down: string; up: string }>> = {
	replies_slow: { down: 'caiu', up: 'voltou ao normal' },
	replies_failing: { down: 'está faltando demais', up: 'voltou ao normal' },
};
/** All that may be told to be down, by its name in the database. */
export const INTEGRATIONS = Object.keys(NAMES);
const SHORT: Partial<Record<string, string>> = {
	model: 'OpenAI',
	model_partly: 'OpenAI (part of it)',
	transcription: 'OpenAI (transcription)',
	zapi: 'Z-API',
	whatsapp_cloud: 'WhatsApp Cloud API',
	team_window: 'Telling the team over the WhatsApp Cloud API (24-hour window)',
	chatwoot: 'Chatwoot',
	piperun: 'PipeRun',
	atendeaqui: 'AtendeAqui',
	supabase: 'Supabase',
	replies_slow: 'How fast the agent replies',
	replies_failing: "The model's replies",
};

/** The name for the editor, where English is spoken. */
export const integrationName = (integration: string): string => SHORT[integration] ?? integration;

/** What to do where the credential is refused: the field to mend. */
const CREDENTIALS: Partial<Record<string, string>> = {
	zapi: 'Veja no painel da Z-API se o número está conectado e confira "Instance ID", "Instance Token" e "Client Token" na credencial AtendeAqui Z-API API do n8n.',
	whatsapp_cloud:
		'Veja no Gerenciador do WhatsApp da Meta se a conta e o número estão ativos e confira "Access Token" na credencial AtendeAqui WhatsApp Cloud API do n8n.',
	chatwoot: 'Confira "Access Token" na credencial AtendeAqui Chatwoot API do n8n.',
	piperun: 'Confira "Token" na credencial AtendeAqui PipeRun API do n8n.',
	atendeaqui: 'Confira "API Token" e "Flow Key" na credencial AtendeAqui API do n8n.',
	supabase: 'Confira "Host" e "Secret Key" na credencial Supabase do n8n.',
};

/** What to do where the number lost WhatsApp, as its provider tells. */
const DISCONNECTED: Partial<Record<string, string>> = {
	zapi: 'Abra o painel da Z-API, leia o QR Code de novo com o celular e confira se o aparelho está ligado e com internet.',
	whatsapp_cloud: 'Veja no Gerenciador do WhatsApp da Meta o que aconteceu com a conta e o número, e siga o que ela pede lá.',
};

/** What to do where the address in a credential is another one's, or where nothing is at all. */
const BASE_URLS: Partial<Record<string, string>> = {
	zapi: 'Confira "Base URL" na credencial AtendeAqui Z-API API do n8n.',
	whatsapp_cloud: 'Confira "Base URL" na credencial AtendeAqui WhatsApp Cloud API do n8n.',
	chatwoot: 'Confira "Base URL" na credencial AtendeAqui Chatwoot API do n8n.',
	piperun: 'Confira "Base URL" na credencial AtendeAqui PipeRun API do n8n.',
	atendeaqui: 'Confira "Base URL" na credencial AtendeAqui API do n8n.',
};

/** What becomes of everything that needs it, meanwhile. */
const MEANWHILE: Partial<Record<string, string>> = {
	model: 'As mensagens dos clientes esperam e serão respondidas assim que voltar.',
	model_partly: 'Os clientes são respondidos assim mesmo.',
	replies_slow: 'Os clientes são respondidos, mais tarde do que de costume.',
	replies_failing: 'Esses clientes recebem o texto pronto, e a equipe os vê no painel.',
	transcription: 'O robô pede aos clientes que escrevam em vez de falar.',
	zapi: 'As respostas esperam e saem assim que voltar.',
	whatsapp_cloud: 'As respostas esperam e saem assim que voltar.',
	team_window: 'Os avisos esperam até um dia e saem assim que ele puder.',
	chatwoot: 'O atendimento no WhatsApp segue; o que é dito entra no Chatwoot assim que voltar.',
	piperun: 'Os leads esperam e entram no CRM assim que voltar.',
	outbox_whatsapp_text: 'As mensagens a clientes que ficaram na caixa de saída esperam e saem assim que ele rodar.',
	outbox_notice: 'Os avisos esperam e saem assim que ele rodar.',
	outbox_turn: 'Os clientes esperam e são respondidos assim que ele rodar.',
	outbox_crm_sync: 'Os leads esperam e entram no CRM assim que ele rodar.',
	outbox_chatwoot_message: 'O atendimento no WhatsApp segue; o que é dito entra no Chatwoot assim que ele rodar.',
	setup: 'O robô segue no ar: responde como da última vez que tudo estava certo ou, se não houve, com um texto pronto.',
	supabase: 'O robô não responde enquanto isso; as mensagens que a Z-API reenviar são respondidas depois.',
};

/** What a look at everything may find besides, and what to do about it. */
const FOUND = {
	never_claimed: { why: 'ele ainda não rodou', remedy: '' },
	nobodyListens: {
		why: 'ninguém recebe as mensagens',
		remedy: 'Publique no n8n o fluxo que começa com o gatilho desse provedor.',
	},
	notHttps: {
		why: 'o endereço não começa com https',
		remedy: 'Ponha em WEBHOOK_URL do n8n o endereço público dele, que começa com https://, reinicie o n8n e publique o fluxo de novo.',
	},
	gated: {
		why: 'algo na frente dele recusa as chamadas',
		remedy:
			'Deixe passar sem login nem desafio os endereços de webhook (Cloudflare Access, firewall): cada gatilho confere as próprias chamadas.',
	},
	unpublished: { why: 'o fluxo desse endereço não está publicado', remedy: 'Publique no n8n o fluxo que recebe as mensagens.' },
	elsewhere: {
		why: 'elas vão para outro sistema',
		remedy: 'Se não é de propósito, publique no n8n o fluxo que começa com o gatilho desse provedor e permita nele que assuma o endereço.',
	},
	unusable_field: { why: 'um campo não pode ser usado', remedy: 'Abra esse nó no n8n, corrija o campo e publique o fluxo de novo.' },
	schema_absent: {
		why: 'ele não está lá',
		remedy: 'Abra o SQL Editor do Supabase, cole o arquivo supabase/schema.sql do pacote e execute.',
	},
	schema_older: {
		why: 'ele é mais antigo que o pacote',
		remedy: 'Abra o SQL Editor do Supabase, cole o arquivo supabase/schema.sql do pacote e execute.',
	},
	schema_newer: { why: 'ele é mais novo que o pacote', remedy: 'Atualize o pacote n8n-nodes-atendeaqui neste n8n.' },
	no_phone: { why: 'não é um número de telefone', remedy: 'Corrija o número aqui e nos fluxos que avisam a equipe.' },
	not_on_whatsapp: { why: 'esse número não tem WhatsApp', remedy: 'Corrija o número aqui e nos fluxos que avisam a equipe.' },
} satisfies Record<string, { why: string; remedy: string }>;

/** What is wrong, by the vendor's kind of failure. */
const REASONS: Partial<Record<string, string>> = {
	unauthorized: 'o acesso foi recusado',
	notConnected: 'o número está desconectado',
	disconnected: 'o número está desconectado do WhatsApp',
	misaddressed: 'quem responde nesse endereço não é o serviço',
	unavailable: 'o serviço está fora do ar',
	unreachable: 'não há conexão com o serviço',
	timedOut: 'o serviço não responde a tempo',
	rateLimited: 'o serviço pede para esperar: são chamadas demais',
	stopSending: 'a Meta limita ou bloqueia os envios',
	window_closed: 'quem recebe os avisos escreveu ao número há mais de 24 horas, ou nunca, e o WhatsApp só aceita um modelo aprovado',
	unclaimed: 'há dez minutos ninguém leva o que espera',
	replies_slow: 'em cinco minutos, uma de cada 20 respostas levou mais de 10 segundos',
	replies_slow_more: 'em cinco minutos, uma de cada 20 respostas levou 20 segundos ou mais',
	replies_failing: 'em cinco minutos, uma de cada dez respostas foi o texto pronto, porque a IA não deu nenhuma',
	replies_failing_more: 'em cinco minutos, uma de cada quatro respostas foi o texto pronto, porque a IA não deu nenhuma',
	...Object.fromEntries(Object.entries(FOUND).map(([reason, { why }]) => [reason, why])),
};

export interface IntegrationFacts {
	integration?: string | null;
	/** ISO 8601. */
	since?: string | null;
	until?: string | null;
	reason?: string | null;
	error?: string | null;
}

const named = (integration?: string | null): string => NAMES[integration ?? ''] ?? integration ?? 'uma integração';
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** With the day: what is down may stay so. */
const moment = (at: string, timeZone: string): string =>
	`as ${clock(at, timeZone)} de ${new Intl.DateTimeFormat('pt-BR', { timeZone, day: '2-digit', month: '2-digit' }).format(Date.parse(at))}`;
const from = (since: string | null | undefined, timeZone: string): string => (since ? ` desde ${moment(since, timeZone)}` : '');

/** In one line: what is down, since when and why. For a strip on a page, and as the beginning of the notice. */
export function integrationDown({ integration, since, reason, error }: IntegrationFacts, timeZone: string): string {
	// The model's own sentences are worded for the team already; a vendor's words stand behind ours.
	const why = REASONS[reason ?? ''];
	const what = why ? ` (${why})` : '';
	const state = STATES[integration ?? '']?.down ?? 'não está funcionando';
	return `${capital(named(integration))} ${state}${from(since, timeZone)}${what}${error ? `: ${error}` : '.'}`;
}

/** What to do, and what happens meanwhile. */
function advice({ integration, reason }: IntegrationFacts): string {
	if (reason === 'disconnected') return DISCONNECTED[integration ?? ''] ?? 'Confira a conexão do número no painel de quem o fornece.';
	const found = Object.hasOwn(FOUND, reason ?? '') ? FOUND[reason as keyof typeof FOUND].remedy : '';
	if (found) return found;
	if (reason === 'unclaimed' || reason === 'never_claimed') {
		const companion = companionOf(integration ?? '');
		return `Publique no n8n o fluxo${companion ? ` "${companion.workflow}"` : ''}; se ele já está publicado, veja as execuções com erro dele, ou tire-o do ar e publique de novo.`;
	}
	if (reason === 'unauthorized' || reason === 'notConnected') return CREDENTIALS[integration ?? ''] ?? 'Confira a credencial no n8n.';
	if (reason === 'stopSending')
		return 'Pare campanhas, leia o motivo em "Qualidade da conta" no Gerenciador do WhatsApp da Meta e peça revisão se estiver errado. O que a empresa inicia espera; as respostas seguem.';
	if (reason === 'window_closed')
		return 'Preencha um modelo de "Notice to the Team" em "Template Outside the Window" (no n8n, no nó que pega os avisos), ou escreva do celular que recebe os avisos ao número da empresa.';
	if (reason === 'misaddressed') return BASE_URLS[integration ?? ''] ?? 'Confira o endereço na credencial no n8n.';
	if (!REASONS[reason ?? '']) return '';
	const passes = 'Se não voltar sozinho, veja a página de status do serviço e as execuções com erro no n8n.';
	const address = reason === 'unreachable' ? BASE_URLS[integration ?? ''] : undefined;
	return address ? `${passes} ${address}` : passes;
}

/** What a look found: that it works, or what does not and what to do. `detail` is which one, of several. */
export function lookedAt({ detail, ...facts }: IntegrationFacts & { detail?: string }, isOk: boolean): string {
	const which = detail ? ` (${detail})` : '';
	if (isOk) return `${capital(named(facts.integration))}${which}: tudo certo.`;
	const [found, remedy] = [integrationDown(facts, 'America/Sao_Paulo'), advice(facts)];
	return [which ? found.replace(' não está', `${which} não está`) : found, remedy].filter(Boolean).join(' ');
}

/** The notice that it began. */
export const integrationDownText = (facts: IntegrationFacts, timeZone: string): string =>
	[`🔧 ${integrationDown(facts, timeZone)}`, advice(facts), MEANWHILE[facts.integration ?? '']].filter(Boolean).join('\n');

/** The notice that it is over. */
export const integrationUpText = ({ integration, since, until }: IntegrationFacts, timeZone: string): string =>
	`✅ ${capital(named(integration))} ${STATES[integration ?? '']?.up ?? 'voltou a funcionar'}${since ? ` (${STATES[integration ?? ''] ? 'assim' : 'fora'}${from(since, timeZone)}${until ? ` até ${moment(until, timeZone)}` : ''})` : ''}.`;
