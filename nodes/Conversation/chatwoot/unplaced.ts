import type { CommandRules } from '../../shared/core/handoff/commands';
import { readConsoleText } from '../../shared/core/handoff/consoleCommands';
import { repliesOf } from './replies';
import type { ConsoleEvent } from './event';

/** Why what a person wrote in Chatwoot cannot go to anybody. */
export type Obstacle = 'no_phone' | 'no_channel' | 'refused';

/** What is told in that conversation, and what to do about it, for those who write there. */
const WHY: Record<Obstacle, string> = {
	no_phone:
		'não sei com quem é esta conversa, porque o contato não tem número de WhatsApp. Preencha o telefone do contato com + e o código do país (por exemplo +55 11 99999-0001) e escreva de novo.',
	no_channel:
		'este cliente ainda não escreveu para nenhum dos nossos números, e não sei por qual deles responder. Espere ele escrever, ou peça a quem cuida do n8n que preencha "Channel" no nó "Pessoa, comando ou eco?", e escreva de novo.',
	refused: 'o banco de dados não aceitou esta mensagem. Fale com o cliente pelo WhatsApp e avise quem cuida do n8n.',
};

/** The note about a message that reaches nobody; null for what was not meant to: private notes, and what says nothing. */
export function unplacedNote(event: ConsoleEvent, obstacle: Obstacle, commands: CommandRules): string | null {
	const said = readConsoleText(event.text, commands);
	const isCommand = said.kind !== 'plain' && said.kind !== 'prefix';
	if (isCommand) return `⚠️ Comando não executado: ${WHY[obstacle]}`;
	return event.isPrivate || repliesOf(event, said).length === 0 ? null : `⚠️ Mensagem não enviada: ${WHY[obstacle]}`;
}
