import { golden, type Golden } from '../golden';

/** Leads who tell who they are, in the many ways in which people write. */
export const qualification: Golden[] = [
	golden(
		'cadastro completo em partes',
		[
			'Oi, boa tarde!',
			'Meu nome é Marina, da Burger do Vale',
			'Fico em Chapecó/SC e quero uma formadora de hambúrguer',
			'uns 400 por dia',
			'é urgente',
		],
		{
			lead: {
				name: 'Marina',
				company: /burger do vale/i,
				city: 'Chapecó',
				uf: 'SC',
				product: /formadora/i,
				volume: /400/,
				urgency: 'alta',
			},
			temperature: ['hot'],
		},
	),
	golden(
		'tudo em uma mensagem',
		['Olá, sou o Carlos, da Lanchonete Sabor, em Londrina/PR. Procuro um misturador, faço 200 kg por semana, preciso pro mês que vem'],
		{
			lead: { name: 'Carlos', city: 'Londrina', uf: 'PR', product: /misturador/i, urgency: 'média' },
			temperature: ['warm', 'hot'],
		},
	),
	golden('estado por extenso', ['Me chamo Ana', 'Sou de Curitiba, Paraná'], { lead: { name: 'Ana', city: /curitiba/i, uf: 'PR' } }),
	golden('só curioso', ['oi, só pesquisando mesmo'], { lead: { name: null, urgency: 'sem urgência' }, temperature: ['cold'] }),
	golden('respostas curtas às perguntas', ['oi', 'Ana', 'Chapecó/SC', 'uma formadora de hambúrguer', '400 por dia', 'mês que vem'], {
		lead: { name: 'Ana', city: 'Chapecó', uf: 'SC', product: /formadora/i, volume: /400/, urgency: 'média' },
	}),
	golden('gírias', ['opa blz, aqui é o Juca', 'to montando uma hamburgueria artesanal, preciso de uma máquina de hambúrguer pra ontem'], {
		lead: { name: 'Juca', segment: /hamburgueria/i, urgency: 'alta' },
	}),
	golden('erros de digitação', ['ola bom dia qria sabe sobre a formadora d hamburguer', 'meu nome é Pedro'], {
		lead: { name: 'Pedro', product: /formadora|hamburguer/i },
	}),
	golden('tudo minúsculo', ['oi meu nome é joana', 'quero um misturador de massa'], { lead: { name: 'joana', product: /misturador/i } }),
	golden('e-mail', ['Sou a Paula, meu email é Paula@Burger.com.br'], { lead: { name: 'Paula', email: 'paula@burger.com.br' } }),
	golden('CNPJ com pontuação', ['Meu nome é Rui, o CNPJ é 11.222.333/0001-81'], { lead: { name: 'Rui', cnpj: '11222333000181' } }),
	golden('CNPJ alfanumérico', ['Nosso CNPJ é 12.ABC.345/01DE-35'], { lead: { cnpj: '12ABC34501DE35' } }),
	golden('CNPJ errado', ['Nosso CNPJ é 11.222.333/0001-99'], { lead: { cnpj: null } }),
	golden('sem pressa', ['Sou a Lia, quero uma cortadora', 'não é urgente não'], {
		lead: { name: 'Lia', product: /cortadora/i, urgency: /baixa|sem urgência/ },
	}),
	golden('semana que vem é urgente', ['preciso de um misturador semana que vem'], { lead: { product: /misturador/i, urgency: 'alta' } }),
	golden('já é cliente', ['Oi, sou o Beto, já conheço vocês, quero outra formadora de hambúrguer'], {
		lead: { name: 'Beto', knows_company: 'sim' },
	}),
	golden('ainda não conhece', ['não conhecia vocês, sou a Rita'], { lead: { name: 'Rita', knows_company: 'não' } }),
	golden('conversa solta antes do assunto', ['bom diaaa', 'tudo bem?', 'choveu muito aí?', 'me chamo Nina, quero uma formadora'], {
		lead: { name: 'Nina', product: /formadora/i },
	}),
	golden('não quer informar', ['oi', 'prefiro não dizer', 'não sei ainda', 'depois eu vejo'], { temperature: ['cold'] }),
	golden('volume por hora', ['Meu nome é Gil, produzo 300 por hora'], { lead: { name: 'Gil', volume: /300/, daily_volume: null } }),
	golden('cidade sem estado', ['aqui é a Bruna', 'sou de Sorocaba'], { lead: { name: 'Bruna', city: 'Sorocaba' } }),
];
