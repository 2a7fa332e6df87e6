import { readAnswer } from '../../nodes/SdrAgent/answer';
import { leadIn } from '../../nodes/SdrAgent/leadIn';

const own = ['lojas', 'tipo_de_carga'];

describe('the facts of an answer, wherever they stand and however their names are spelled', () => {
	it.each<[string, object, object]>([
		['as asked for', { lead: { name: 'Ana', daily_volume: '40', lojas: '3' } }, { name: 'Ana', daily_volume: '40', lojas: '3' }],
		[
			'camel case',
			{ lead: { dailyVolume: 40, decisionMaker: 'sim', tipoDeCarga: 'frio' } },
			{ daily_volume: 40, decision_maker: 'sim', tipo_de_carga: 'frio' },
		],
		['capitals and spaces', { lead: { Name: 'Ana', 'Daily Volume': '40', LOJAS: 3 } }, { name: 'Ana', daily_volume: '40', lojas: 3 }],
		[
			'Portuguese',
			{ lead: { Nome: 'Ana', cidade: 'Chapecó', Urgência: 'alta', 'volume diário': '40' } },
			{ name: 'Ana', city: 'Chapecó', urgency: 'alta', daily_volume: '40' },
		],
		['own fields in a place of theirs', { lead: { name: 'Ana', custom_fields: { lojas: 3 } } }, { name: 'Ana', lojas: 3 }],
		['the same, spelled otherwise', { lead: { customFields: { Lojas: 3, 'Tipo de carga': 'frio' } } }, { lojas: 3, tipo_de_carga: 'frio' }],
		['own fields as a list', { lead: { custom_fields: [{ field: 'lojas', value: 3 }] } }, { lojas: 3 }],
		['usual ones among them', { lead: { custom_fields: { city: 'Chapecó', lojas: 3 } } }, { city: 'Chapecó', lojas: 3 }],
		['beside the reply', { reply: 'Oi', Name: 'Ana', custom_fields: { lojas: 3 } }, { name: 'Ana', lojas: 3 }],
		['null inside, a value beside', { lead: { lojas: null, custom_fields: { lojas: 3 } } }, { lojas: 3 }],
		['nothing', { reply: 'Oi', lead: null }, {}],
	])('%s', (_, value, expected) => {
		expect(leadIn(value as Record<string, unknown>, own)).toEqual(expected);
	});

	it("a field of the operator's keeps its name, though a usual one is called so too", () => {
		expect(leadIn({ lead: { estado: 'usado' } }, ['estado'])).toEqual({ estado: 'usado' });
		expect(leadIn({ lead: { estado: 'SC' } })).toEqual({ uf: 'SC' });
	});

	it('what nobody asked for is left', () => {
		expect(leadIn({ lead: { telefone: '1', agent_state: {}, __proto__: { name: 'x' } } }, own)).toEqual({});
	});
});

describe('a reply', () => {
	it.each([
		'null',
		'None',
		' undefined ',
		'"null"',
		'NaN',
		'[object Object]',
		'{}',
		'[]',
		'""',
		'NULL.',
		'<think>só pensei</think>',
		'<think>sem fim',
		'analysisThe customer asks',
	])('%j is none', (reply) => {
		expect(readAnswer({ reply })).toBeNull();
	});

	it.each([
		['Não temos.', 'Não temos.'],
		['Nada, imagina!', 'Nada, imagina!'],
		['Nenhum problema.', 'Nenhum problema.'],
		['<think>ele quer preço</think>Um consultor te passa.', 'Um consultor te passa.'],
		['<|channel|>final<|message|>Oi, Ana!<|return|>', 'Oi, Ana!'],
		['É 2 < 3, e none é none.', 'É 2 < 3, e none é none.'],
	])('%j is %j', (reply, said) => {
		expect(readAnswer({ reply })?.reply).toBe(said);
	});
});
