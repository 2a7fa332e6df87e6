import { refusalIn } from '../../../../nodes/shared/core/hearing/refusal';

/** Bakeries and machines, dentists, real estate, gyms and schools, solar power and software. */
it.each([
	'não tenho interesse',
	'Não tenho mais interesse, obrigado',
	'Boa tarde! Agradeço o contato, mas não tenho interesse.',
	'Infelizmente não tenho interesse em comprar',
	'não estou mais interessada',
	'n temos interece',
	'sem interesse, vlw',
	'Já comprei com outro fornecedor',
	'já fechei com outra empresa, desculpa',
	'já contratei outra',
	'Já resolvi, obrigada!',
	'Fechei com a concorrência',
	'já marquei com outra dentista',
	'já aluguei outro apartamento, obrigado',
	'me matriculei em outra academia',
	'Matriculei meu filho em outra escola',
	'desisti da compra',
	'Desistimos do projeto, fica para uma próxima vida rsrs',
	'não vou querer, obrigado',
	'não preciso mais',
	'perdi o interesse',
	'A concorrência nos atendeu antes',
	'Não me interessa mais',
])('"%s" refuses all that we have', (text) => {
	expect(refusalIn(text)).toBe('declined');
});

it.each([
	'agora não, semana que vem',
	'Agora não',
	'hoje não posso, me chama amanhã',
	'No momento não tenho interesse',
	'não tenho interesse agora',
	'por enquanto não',
	'não vou comprar este mês',
	'mais pra frente',
	'me chama em março',
	'pode me ligar na próxima semana?',
	'depois a gente conversa',
	'Só mês que vem',
	'volto a falar com vocês depois do carnaval',
	'mês que vem eu te chamo',
	'deixa para janeiro',
	'Não é o momento certo',
	'não tenho interesse agora, mas me procura ano que vem',
	'a obra atrasou, retomo em agosto',
])('"%s" puts it off', (text) => {
	expect(refusalIn(text)).toBe('postponed');
});

it.each([
	'não tenho interesse na FBM100, mas na outra sim',
	'Não tenho interesse na FBM100. Quero a FB300',
	'Quero a FB300, na FBM100 não tenho interesse',
	'não tenho interesse no apartamento do centro, o da praia ainda está disponível?',
	'Não tenho interesse. E o plano semestral, tem?',
	'não tenho interesse em clareamento, só em implante',
	'não tenho interesse em financiar, vou pagar à vista',
	'não quero mais a azul, prefiro a preta',
	'desisti da kwid, gostei do onix',
	'já comprei com vocês ano passado',
	'já comprei uma de vocês e quero outra',
	'não comprei com outro ainda',
	'ainda não fechei com outra empresa',
	'tenho interesse',
	'tenho muito interesse sim',
	'se não tiver interesse me avisa',
	'vocês não têm interesse em me atender?',
	'caso eu já comprei com outro aviso',
	'preciso para a semana que vem',
	'vocês entregam semana que vem?',
	'quero receber amanhã',
	'minha produção é de 3000 por mês',
	'não sei o volume ainda',
	'Não',
	'não entendi',
	'não quero a preta, quero a branca',
	'sem cebola, por favor',
	'qual o horário de amanhã?',
	'agora não recebi nenhum e-mail',
	'hoje não chegou o boleto',
	'',
	'😀',
])('"%s" neither refuses all nor puts it off', (text) => {
	expect(refusalIn(text)).toBeNull();
});

it('a long message is read in the time of a short one', () => {
	const text = 'não tenho interesse nem não quero mas sim agora não '.repeat(100);
	const began = performance.now();
	for (let n = 0; n < 10; n++) refusalIn(text);
	expect((performance.now() - began) / 10).toBeLessThan(100);
});
