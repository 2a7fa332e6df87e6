import { shapeOf, SHAPE_COUNT } from '../../../../nodes/shared/core/claims/wordShapes';

describe('the shape of a word that nobody taught', () => {
	it.each([
		[['fabricamos', 'vendemos', 'cobrimos']],
		[['trocar', 'vender', 'cobrir']],
		[['montado', 'revestidas', 'tratada']],
		[['rapidamente', 'geralmente']],
		[['aceitam', 'vendem']],
		[['madeiras', 'pets']],
		[['galpao', 'lona', 'inox']],
	])('is one for %j, and no other has it', (words) => {
		const [shape, ...others] = words.map(shapeOf);
		expect(others.every((other) => other === shape)).toBe(true);
		expect(shape).toBeLessThan(SHAPE_COUNT);
		const strange = ['fabricamos', 'trocar', 'montado', 'rapidamente', 'aceitam', 'madeiras', 'galpao'].filter(
			(word) => !words.includes(word),
		);
		expect(strange.map(shapeOf)).not.toContain(shape);
	});
});
