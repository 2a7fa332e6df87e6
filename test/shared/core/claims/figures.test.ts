import { figuresIn } from '../../../../nodes/shared/core/claims/figures';

const shown = (text: string) =>
	figuresIn(text).map(({ value, unit, per }) => [value, unit.name || unit.kind, ...(per === null ? [] : [per])].join(' '));

describe('numbers with what they count', () => {
	it.each([
		['1.500 coxinhas por hora', ['1500 coxinhas hour']],
		['mil e quinhentas coxinhas', ['1500 coxinhas']],
		['1,5 mil por dia', ['1500 none day']],
		['400kg/dia', ['400 kg day']],
		['quarenta e cinco mil', ['45000 none']],
		['45 mil reais', ['45000 BRL']],
		['r$45', ['45 BRL']],
		['45’000', ['45000 none']],
		['45 000', ['45000 none']],
		['45 ponto zero zero zero', ['45000 none']],
		['meio milhao', ['500000 none']],
		['trinta e nove mil novecentos e noventa', ['39990 none']],
		['18 mil e 500', ['18500 none']],
		['nove e meio', ['9.5 none']],
		['peso de 10 a 15 g', ['10 g', '15 g']],
		['7, 15, 23, 31 ou 47 mm', ['7 mm', '15 mm', '23 mm', '31 mm', '47 mm']],
		['220/380 v', ['220 V', '380 V']],
		['tomada de 20a e disjuntor de 32a', ['20 A', '32 A']],
		['10 x de 4.500', ['10 x', '4500 none']],
		['5-7 dias', ['5 day', '7 day']],
		['em duas semanas', ['2 week']],
		['forty-five thousand dollars', ['45000 USD']],
		['el precio es cuarenta mil', ['40000 none']],
		['uma hora e meia', ['1.5 h']],
		['metro e meio', ['1.5 m']],
		['um metro e vinte', ['1.2 m']],
		['dois quilos e trezentos', ['2.3 kg']],
		['dois e meio quilos', ['2.5 kg']],
		['80 metros quadrados', ['80 m2']],
		['3 metros cubicos de areia', ['3 m3']],
		['120 km/h', ['120 km hour']],
		['400 mega de upload', ['400 Mbps']],
		['duzentinhos', ['200 none']],
		['milzinho', ['1000 none']],
		['79 mensais', ['79 none month']],
		['um segundo ponto', []],
		['um real diferencial', []],
		['um consultor', []],
		['no 2o andar', []],
		['o modelo xp-5000', []],
		['as 8:30', []],
		['dia 12/05', []],
	])('%s', (text, figures) => {
		expect(shown(text)).toEqual(figures);
	});
});
