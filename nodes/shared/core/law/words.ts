/** What somebody who is in charge of people's data reads in the form. */

const REASONS: Record<string, string> = {
	no_person: 'Este identificador é de um grupo ou de um teste, não de uma pessoa.',
	too_many_codes: 'Já foram enviados códigos demais a esta pessoa: no máximo três por hora e cinco por dia. Tente mais tarde.',
	no_code: 'Nenhum código foi enviado a esta pessoa. Escolha *Enviar código* primeiro.',
	expired: 'O código venceu (ele vale por 15 minutos). Envie outro.',
	too_many_attempts: 'O código foi errado cinco vezes e não vale mais. Envie outro.',
	wrong_code: 'O código não confere.',
	not_verified: 'Falta conferir a identidade: envie um código e informe-o, ou escolha como ela foi conferida.',
	unknown_phone: 'Não há cadastro com este identificador.',
};

/** A reason that the database gives, in Portuguese. */
export const reasonInWords = (reason: string): string => REASONS[reason] ?? reason;

const KINDS: Record<string, string> = {
	access: 'acesso',
	copy: 'cópia',
	correction: 'correção',
	deletion: 'exclusão',
	objection: 'oposição',
	source: 'origem dos dados',
};

export interface OpenRequest {
	protocol: string;
	phone: string;
	kind: string;
	words: string;
	/** ISO. */
	due_at: string;
}

const DAY_MS = 86_400_000;

/**
 * The open requests as a list, the one that is due first at the top.
 * @param now epoch milliseconds
 */
export function requestsInWords(requests: OpenRequest[], now: number): string {
	if (requests.length === 0) return 'Nenhum pedido aberto.';
	return requests
		.map(({ protocol, phone, kind, words, due_at: due }) => {
			const days = Math.floor((Date.parse(due) - now) / DAY_MS);
			const deadline =
				days < 0
					? `⚠️ venceu há ${-days} dia${days === -1 ? '' : 's'}`
					: days === 0
						? '⚠️ vence hoje'
						: `vence em ${days} dia${days === 1 ? '' : 's'}`;
			return `${deadline} · ${KINDS[kind] ?? kind} · ${phone} · ${protocol}${words ? `\n“${words.slice(0, 200)}”` : ''}`;
		})
		.join('\n\n');
}
