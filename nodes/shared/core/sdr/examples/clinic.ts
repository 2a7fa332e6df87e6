import type { ExampleCompany } from './company';

export const clinic: ExampleCompany = {
	label: 'Example: Clinic (Clínica)',
	persona: 'Clara',
	profile: `Clínica Vida Serena, em Uberlândia/MG, consultas médicas, odontologia e exames de imagem, com hora marcada.
Atende particular e convênios; a recepção confere o convênio de cada paciente.
A assistente não dá diagnóstico, não indica remédio e não lê laudo. Em emergência, orienta a ligar 192 (SAMU).`,
	phrases: `Espero que esteja tudo bem com você. Qual especialidade você procura?
É a primeira consulta ou um retorno?
Você tem convênio ou seria particular? A recepção confere e confirma o horário.
Isso quem avalia é o médico na consulta; posso deixar o pedido anotado.`,
	catalogue: [
		{
			name: 'Consulta com dermatologista',
			category: 'consulta',
			keywords: ['dermatologista', 'pele', 'pinta', 'acne'],
			facts: ['Dra. Helena Prado', 'adultos e crianças', 'retorno incluído'],
		},
		{
			name: 'Consulta com cardiologista',
			category: 'consulta',
			keywords: ['cardiologista', 'coração', 'pressão', 'check-up'],
			facts: ['Dr. Marcos Nery', 'eletrocardiograma feito no mesmo dia'],
		},
		{
			name: 'Ultrassom',
			category: 'exame',
			keywords: ['ultrassom', 'ultrassonografia', 'exame', 'gestante'],
			facts: ['abdômen, mamas, tireoide e obstétrico', 'precisa do pedido médico', 'alguns exames pedem jejum'],
		},
		{
			name: 'Limpeza dental',
			category: 'odontologia',
			keywords: ['dente', 'dentista', 'tártaro', 'odontologia', 'limpeza dental'],
			facts: ['com avaliação do dentista', 'cerca de 40 minutos'],
		},
		{
			name: 'Vacinação',
			category: 'vacina',
			keywords: ['vacina', 'vacinas', 'imunização', 'gripe'],
			facts: [],
			available: false,
			unavailable_message: 'A sala de vacinas está em reforma; a recepção avisa quem deixar o contato.',
			alternative: '',
		},
	],
};
