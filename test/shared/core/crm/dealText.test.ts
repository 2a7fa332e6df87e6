import { dealText, type DealText } from '../../../../nodes/shared/core/crm/dealText';

const happening = { event: 'moved', stageId: 7, title: 'Lead - FB300', name: 'Marina Souza' };
const text = (given: Partial<DealText>): DealText => ({ event: 'moved', stageId: null, text: 'Novidades, {nome}: {titulo}', ...given });

it('is the text of the event, with the first name and the title', () => {
	expect(dealText([text({ event: 'won', text: 'Oba' }), text({})], happening)).toBe('Novidades, Marina: Lead - FB300');
});

it('of the very stage goes before that of any', () => {
	expect(dealText([text({}), text({ stageId: 7, text: 'Proposta enviada' })], happening)).toBe('Proposta enviada');
	expect(dealText([text({ stageId: 8 })], happening)).toBeNull();
});

it('is none when it is empty, and does without a name', () => {
	expect(dealText([text({ text: '  ' })], happening)).toBeNull();
	expect(dealText([text({ stageId: 7, text: '' }), text({})], happening)).toBeNull();
	expect(dealText([text({ text: 'Oi {nome}' })], { ...happening, name: null })).toBe('Oi');
});

it('with a placeholder that does not exist says so', () => {
	expect(() => dealText([text({ text: '{valor}' })], happening)).toThrow('The field "Text" has a placeholder that does not exist: {valor}');
});

it('passes no link of a name or title on', () => {
	const texts = [{ event: 'won', stageId: null, text: 'Olá {nome}: {titulo}!' }];
	const told = (name: string, title: string) => dealText(texts, { event: 'won', stageId: null, title, name });
	expect(told('evil.club/pix', 'Lead - www.evil.top')).toBe('Olá : !');
	expect(told('Ana Lima', 'Lead - FB300 - São Paulo/SP')).toBe('Olá Ana: Lead - FB300 - São Paulo/SP!');
});
