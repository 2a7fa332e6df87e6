import {
	checkCustomCommands,
	isAtLeast,
	isForced,
	looksLikeCommand,
	readOperatorText,
	TAKEOVER_PREFIXES,
	type CommandRules,
	type CustomCommand,
} from '../../../../nodes/shared/core/handoff/commands';

const priority: CustomCommand = {
	command: '/prioridade',
	description: 'marca',
	effect: 'setMetadata',
	value: 'priority=high',
	requiresRole: 'attendant',
};
const rules: CommandRules = { prefixes: TAKEOVER_PREFIXES, passThrough: ['/boleto', 'obrigado'], custom: [priority] };
const read = (text: string) => readOperatorText(text, rules);

describe('commands', () => {
	it.each([
		['/assumir', 'takeOver'],
		['/liberar', 'release'],
		['/retomar', 'release'],
		['/pausar', 'pause'],
		['/status', 'status'],
		['/help', 'help'],
		['/ajuda', 'help'],
		['/ativar', 'switchOn'],
		['/desativar', 'switchOff'],
		['  /PAUSAR agora', 'pause'],
		['\u200B\uFEFF/status', 'status'],
	])('%s', (text, command) => {
		expect(read(text)).toMatchObject({ kind: 'builtIn', command });
	});

	it('keeps the arguments', () => {
		expect(read('/assumir força')).toMatchObject({ args: 'força' });
		expect([isForced('força'), isForced('FORCA já'), isForced('forçado')]).toEqual([true, true, false]);
	});

	it.each(['/', '/xyz', '/assumirtudo'])('does not know %s', (text) => {
		expect(read(text)).toEqual({ kind: 'unknown', word: text });
	});

	it('lets quick replies pass, with or without their slash in the list', () => {
		expect([read('/boleto'), read('/Obrigado pela compra')]).toEqual([{ kind: 'plain' }, { kind: 'plain' }]);
	});

	it('knows custom commands', () => {
		expect(read('/prioridade alta')).toEqual({ kind: 'custom', word: '/prioridade', command: priority, args: 'alta' });
	});
});

describe('prefixes', () => {
	it.each([
		'[HUMANO] oi',
		'[humano]x',
		' [Atendente] oi',
		'[MANUAL]',
		'[h] deixa comigo',
		'@agente pause',
		'@AGENTE PAUSE, por favor',
		'@bot pare.',
	])('%s takes over', (text) => {
		expect(read(text).kind).toBe('prefix');
	});

	it.each(['oi [HUMANO]', '@bot parece que sim', 'humano', '@agente pausei', ''])('%s does not', (text) => {
		expect(read(text)).toEqual({ kind: 'plain' });
	});
});

it('notes what a customer must not do', () => {
	expect(['/assumir', '[HUMANO] oi', '/prioridade'].map((text) => looksLikeCommand(text, rules))).toEqual([true, true, true]);
	expect(['/2', 'oi', '/boleto'].map((text) => looksLikeCommand(text, rules))).toEqual([false, false, false]);
});

it.each([
	[{ command: 'prioridade' }, 'must start with /'],
	[{ command: '/duas palavras' }, 'one word'],
	[{ command: '/PAUSAR' }, 'built-in'],
	[{ effect: 'setMode' as const, value: 'off' }, 'agent, human or paused'],
	[{ value: 'priority' }, 'key=value'],
])('refuses the custom command %j', (given, problem) => {
	expect(() => checkCustomCommands([{ ...priority, ...given }])).toThrow(problem);
});

it('refuses a custom command that is there twice', () => {
	expect(() => checkCustomCommands([priority, { ...priority, command: '/PRIORIDADE' }])).toThrow('twice');
	expect(() => checkCustomCommands([priority])).not.toThrow();
});

it('ranks roles', () => {
	expect([isAtLeast('attendant', 'supervisor'), isAtLeast('supervisor', 'supervisor'), isAtLeast('admin', 'attendant')]).toEqual([
		false,
		true,
		true,
	]);
});
