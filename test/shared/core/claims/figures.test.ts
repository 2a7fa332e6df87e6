import { figuresIn } from '../../../../nodes/shared/core/claims/figures';

const shown = (text: string) =>
	figuresIn(text).map(({ value, unit, per }) => [value, unit.name || unit.kind, ...(per === null ? [] : [per])].join(' '));

describe('numbers with what they count', () => {
	it.each([
		['1.500 coxinhas por hora', ['1500 coxinhas hora']],
		['mil e quinhentas coxinhas', ['1500 coxinhas']],
		['1,5 mil por dia', ['1500 none dia']],
		['400kg/dia', ['400 kg dia']],
		['quarenta e cinco mil', ['45000 none']],
		['45 mil reais', ['45000 real']],
		['r$45', ['45 real']],
		['45’000', ['45000 none']],
		['45 000', ['45000 none']],
		['45 ponto zero zero zero', ['45000 none']],
		['meio milhao', ['500000 none']],
		['trinta e nove mil novecentos e noventa', ['39990 none']],
		['18 mil e 500', ['18500 none']],
		['nove e meio', ['9.5 none']],
		['peso de 10 a 15 g', ['10 g', '15 g']],
		['7, 15, 23, 31 ou 47 mm', ['7 mm', '15 mm', '23 mm', '31 mm', '47 mm']],
		['220/380 v', ['220 v', '380 v']],
		['tomada de 20a e disjuntor de 32a', ['20 amp', '32 amp']],
		['10 x de 4.500', ['10 vez', '4500 none']],
		['5-7 dias', ['5 dia', '7 dia']],
		['em duas semanas', ['2 semana']],
		['forty-five thousand dollars', ['45000 dolar']],
		['el precio es cuarenta mil', ['40000 none']],
		['um consultor', []],
		['no 2o andar', []],
		['o modelo xp-5000', []],
		['as 8:30', []],
		['dia 12/05', []],
	])('%s', (text, figures) => {
		expect(shown(text)).toEqual(figures);
	});
});
