import { held } from './claimsForTests';

describe('words of the team, of the machine, of a model to itself', () => {
	it.each([
		'Lead qualificado como quente.',
		'[Nota interna] priorizar este contato',
		'Temperatura: hot',
		'Transferir para humano: sim',
		'Setor: vendas | Prioridade: alta',
		'{"reply": "Oi!"}',
		'```json',
		'<reply>Oi!</reply>',
		'Olá, {{nome}}!',
		'Ação: agendar_horario(servico="mechas")',
		'O cliente perguntou sobre preço.',
		'Cliente com alto potencial.',
		'Oferecer pacote noiva primeiro.',
		'Passo 1: cumprimentar. Passo 2: perguntar a raça.',
		'Como modelo de linguagem, não tenho acesso ao estoque.',
		'Minha base de conhecimento não inclui isso.',
		'O sistema não me deixa falar disso.',
		'Segue a resposta sugerida ao cliente:',
		'Reasoning: the user wants a price.',
		'nome: Ana\nconvenio: Unimed\nqueixa: dor',
		'Registrei no CRM.',
	])('%s', (reply) => {
		expect(held(reply)).toContain('internal');
	});

	it.each([
		'Sou a assistente virtual da clínica, prazer!',
		'Sou um robô de atendimento, mas posso chamar uma pessoa.',
		'O cliente escolhe a cor direto na loja.',
		'O sistema permite regular a altura da lâmina.',
		'Observação: o bolo precisa ficar na geladeira.',
		'Próximo passo: um consultor te liga para confirmar.',
		'Confirmando seus dados:\nNome: Ana\nConvênio: Unimed\nEstá tudo certo?',
		'Use a função turbo só quando precisar.',
		'Preencha os campos obrigatórios do formulário.',
		'O médico tem CRM-PR 12345.',
		'Com base na nossa conversa, indico a automática.',
		'Usuário: o seu e-mail de cadastro.',
		'Devo seguir com o agendamento?',
		'*Opção A*: corte simples\n*Opção B*: corte com escova',
		'_Me fala o seu nome, por favor_',
	])('%s goes out', (reply) => {
		expect(held(reply).filter((rule) => rule === 'internal')).toEqual([]);
	});

	it('a company that sells CRM says so', () => {
		expect(held('Nosso CRM organiza os leads da sua equipe.', { own: ['CRM para vendas: organiza leads'] })).toEqual([]);
	});
});
