/** Why something that nobody asked for does not go out now, or never does (the gate and the plan in the schema), as operators read it. */
const REASONS: Partial<Record<string, string>> = {
	agent_off: 'o robô está desligado',
	already: 'já está assim',
	answered: 'a pessoa respondeu',
	budget: 'já recebeu mensagens que não pediu há pouco',
	closed: 'fora do horário de atendimento',
	day_full: 'o número já enviou o que pode num dia',
	deal_lost: 'o negócio foi perdido',
	deal_won: 'o negócio foi ganho',
	done: 'a campanha já terminou',
	draft: 'a campanha ainda não começou',
	duplicate: 'a mesma pessoa já está na lista',
	forgotten: 'os dados da pessoa foram apagados',
	halted: 'a campanha parou sozinha',
	in_conversation: 'está conversando conosco',
	invalid_phone: 'o telefone não existe',
	no_consent: 'a lista não diz por que se pode escrever para esta pessoa',
	no_hours: 'falta dizer em que horário a equipe atende (operação "Set Message Rules")',
	no_person: 'não é uma pessoa',
	no_phone: 'sem telefone',
	no_template: 'a pessoa não escreveu nas últimas 24 horas e a campanha não tem modelo aprovado',
	nobody: 'não há ninguém que possa receber',
	not_a_person: 'é um grupo ou uma lista',
	not_interested: 'disse que não tem interesse',
	number_blocked: 'o WhatsApp bloqueou os envios do número',
	number_down: 'o número está desconectado',
	number_quality: 'a qualidade do número está baixa',
	number_refused: 'o acesso do número foi recusado, ou muitas mensagens dele foram recusadas',
	objection: 'pediu que seus dados não sejam usados, ou que sejam apagados',
	outbox_lags: 'o que já foi solto ainda não saiu: o fluxo "Bastidores" está parado, ou envia mais devagar do que o ritmo escolhido',
	opted_out: 'pediu para não receber mensagens',
	pace: 'o número envia aos poucos',
	paused: 'a campanha está pausada',
	postponed: 'pediu para falar mais tarde',
	running: 'a campanha já está em andamento',
	stale_generation: 'uma pessoa assumiu a conversa',
	stopped: 'a campanha foi encerrada',
	too_late: 'passou da hora',
	too_many_failed: 'muitas mensagens falharam',
	unknown: 'não existe uma campanha com este nome',
	unreachable: 'o número não está no WhatsApp',
	window_closed: 'passaram 24 horas e não há modelo aprovado',
	with_human: 'está com uma pessoa da equipe, em pausa ou esperando alguém',
};

/** A reason in words; one that nobody here knows, a refusal of a provider perhaps, as it was said. */
export function reasonShown(reason: string | null | undefined): string {
	if (!reason) return '';
	const [kind, of] = reason.split(':');
	if (kind === 'missing_value' && of) return `a coluna {${of}} está vazia nesta linha`;
	return REASONS[reason] ?? reason;
}

/** What the team is told once a campaign stops by itself. */
export const haltedText = ({ campaign, reason }: { campaign?: string | null; reason?: string | null }): string =>
	`✋ A campanha "${campaign ?? '–'}" parou sozinha: ${reasonShown(reason) || 'sem explicação'}. Nada mais dela sai. Corrija a causa e retome (operação "Resume Campaign"): ela continua de onde parou.`;
