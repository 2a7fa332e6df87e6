import { heardWords } from '../../../../nodes/shared/core/hearing/inventions';

it.each([
	'Legendas pela comunidade Amara.org',
	'Obrigado por assistir!',
	'Inscreva-se no canal. Obrigado por assistir.',
	'[Música]',
	'(risos)',
	'♪♪♪',
	'E aí E aí E aí E aí E aí',
	'não não não não não',
	'',
	'...',
	'Legendado por João da Silva',
])('nobody spoke: %s', (words) => {
	expect(heardWords(words)).toBeNull();
});

it.each([
	'Obrigado!',
	'Quanto custa a escova?',
	'sim, sim, quero',
	'[ruído] quero um orçamento',
	'Obrigado por assistir o vídeo que mandei, quanto custa?',
	'Vi no canal de vocês',
])('somebody spoke: %s', (words) => {
	expect(heardWords(words)).toBe(words);
});

it('takes the list of the operator', () => {
	expect([heardWords('Amém, Jesus', 'amém jesus'), heardWords('Obrigado por assistir', 'amém jesus')]).toEqual([
		null,
		'Obrigado por assistir',
	]);
});
