import type { Undone } from '../shared/store/persons';

/** What became of undoing a join, for whoever asked for it: also what nobody can call back. */
export function undoneText(result: Undone): string {
	if (!result.undone) return REFUSED[result.reason](result);
	const { phone, was, changed_hands, learned_since, opt_out_of_both, messages_stayed, chatwoot_merged } = result;
	return [
		`${was} e ${phone} são de novo duas pessoas; nenhuma mensagem as junta sozinha outra vez.`,
		'O que chegou depois da junção ficou com quem o endereço da mensagem mostra.',
		...(messages_stayed > 0 ? [`${messages_stayed} mensagem(ns) sem endereço que diga de quem são ficaram com ${phone}.`] : []),
		...(learned_since.length > 0 ? [`O que se soube depois (${learned_since.join(', ')}) ficou com ${phone}: confira.`] : []),
		...(changed_hands.length > 0
			? [
					`A conversa mudou de mãos depois da junção (${changed_hands.join(', ')}): nas duas vale o modo mais protegido. Devolva ao robô a que for dele.`,
				]
			: []),
		...(opt_out_of_both ? ['Um pedido para não receber mensagens (ou a volta dele) veio depois da junção e vale para as duas.'] : []),
		...(chatwoot_merged
			? [
					'No Chatwoot os dois contatos continuam um só: lá isso não se desfaz. Cada pessoa segue na própria conversa, dentro do mesmo contato.',
				]
			: []),
		'Não volta: mensagens já enviadas, o que já foi escrito no CRM e no Chatwoot.',
	].join('\n');
}

const REFUSED: Record<Extract<Undone, { undone: false }>['reason'], (result: Extract<Undone, { undone: false }>) => string> = {
	unknown_join: ({ phone }) => `Não há junção de ${phone} para desfazer. Find Person mostra o que foi juntado.`,
	too_late: ({ phone, was }) =>
		`${was} e ${phone} foram juntados há mais de um dia: o que havia antes já foi apagado, e a junção não se desfaz mais.`,
	joined_since: ({ phone, first }) => `Depois disso ${first} também foi juntado a ${phone}: desfaça essa junção primeiro.`,
};
