/** What the company begins and had to leave, by purpose (`purpose_of` in the schema). */
const LEFT: Record<string, string> = {
	onboarding: 'Mensagens de onboarding',
	campaign: 'Mensagens de campanha',
	follow_up: 'Mensagens de acompanhamento',
};
const HOW_TO_OPEN =
	'preencha um modelo para isso em "Template Outside the Window" (no n8n, no nó que pega os textos a enviar), ou espere o cliente escrever';
/** Who must act: whoever answers that customer, or whoever runs it. */
export function windowClosed(who: string, purpose?: string | null): string {
	if (purpose === 'attendant' || purpose === 'reply') {
		const what = purpose === 'attendant' ? 'A mensagem de vocês' : 'A resposta do robô';
		return `${what} para ${who} não foi enviada: o cliente escreveu há mais de 24 horas, e o WhatsApp só aceita um modelo aprovado. Para escrever, envie um modelo ou ${HOW_TO_OPEN}.`;
	}
	return `${Object.hasOwn(LEFT, purpose ?? '') ? LEFT[purpose ?? ''] : LEFT.follow_up} não foram enviadas (${who} e talvez outros): passaram 24 horas da última mensagem do cliente, e o WhatsApp só aceita um modelo aprovado. Para que saiam, ${HOW_TO_OPEN}.`;
}
