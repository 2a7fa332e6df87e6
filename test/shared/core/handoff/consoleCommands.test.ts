import { OPERATOR_TEXTS } from '../../../../nodes/shared/core/handoff/texts';
import { asInConsole, readConsoleText } from '../../../../nodes/shared/core/handoff/consoleCommands';
import { TAKEOVER_PREFIXES, type CustomCommand } from '../../../../nodes/shared/core/handoff/commands';

const own: CustomCommand = { command: '/prioridade', description: '', effect: 'emit', value: '', requiresRole: 'attendant' };
const rules = { prefixes: TAKEOVER_PREFIXES, passThrough: ['/boleto'], custom: [own] };

describe('what an attendant writes in a console', () => {
	it.each([
		['retomar', 'release'],
		['Continuar', 'release'],
		[' retomar! ', 'release'],
		['!continuar', 'release'],
		['/retomar', 'release'],
		['/continuar.', 'release'],
		['!pausar', 'pause'],
		['!STATUS', 'status'],
		['!assumir', 'takeOver'],
		['!assumir força', 'takeOver'],
		['!ajuda', 'help'],
	])('%p is the command %s', (text, command) => {
		expect(readConsoleText(text, rules)).toMatchObject({ kind: 'builtIn', command });
	});

	it.each([
		'continuar com o pedido',
		'retomar amanhã cedo',
		'Vou pausar o pedido, ok?',
		'!pausar por favor',
		'continuar, por favor',
		'!',
		'!!! Promoção só hoje',
		'/',
		'!boleto',
		'status',
		'',
	])('%p is an answer to the customer', (text) => {
		expect(readConsoleText(text, rules)).toEqual({ kind: 'plain' });
	});

	it('takes words after a command of the operator alone, and a prefix', () => {
		expect(readConsoleText('!prioridade alta', rules)).toMatchObject({ kind: 'custom', args: 'alta' });
		expect(readConsoleText('[HUMANO] bom dia', rules)).toEqual({ kind: 'prefix', prefix: '[HUMANO]' });
	});

	it('does not take a mistyped command for an answer', () => {
		expect(readConsoleText('!pausr', rules)).toEqual({ kind: 'unknown', word: '/pausr' });
	});
});

test('attendants are told the commands as they can type them', () => {
	expect(asInConsole(OPERATOR_TEXTS.unknown('/pausr'))).toBe('Não conheço !pausr. Envie !help para ver a lista.');
	expect(asInConsole('em 1/2 e https://example.com/a')).toBe('em 1/2 e https://example.com/a');
});
