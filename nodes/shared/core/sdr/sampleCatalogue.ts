import type { Product } from './catalogue';
import type { UpsellRule } from './upsell';

type Sample = Pick<Product, 'name' | 'category' | 'facts'> & Partial<Product>;

const BURGER = ['formadora', 'hambúrguer', 'hamburguer', 'hambúrgueres', 'hamburgueria', 'moldar'];
const CUT = ['cortadora', 'corte', 'cortar', 'bife', 'cubo', 'cubos', 'tira', 'tiras'];

/** The catalogue that type version 1 of the SDR Agent comes with (SDR spec 4.9), and the company of the demonstration has. */
export const SAMPLE_CATALOGUE: Sample[] = [
	{
		name: 'FBM100',
		category: 'formadora manual',
		keywords: [...BURGER, 'manual'],
		facts: [
			'aço inox 304',
			'cuba de 1,5 kg',
			'500 a 600 hambúrgueres por dia, conforme o operador',
			'1 molde predefinido',
			'o peso varia de 10 a 15 g com a pressão do operador',
		],
	},
	{
		name: 'FB300',
		category: 'formadora semiautomática',
		keywords: BURGER,
		facts: [
			'pneumática, com pedal',
			'300 a 350 hambúrgueres por hora',
			'reservatório de 5 kg',
			'aço inox 304 jateado',
			'1 molde personalizado',
		],
	},
	{
		name: 'FB700',
		category: 'formadora automática',
		keywords: BURGER,
		facts: [
			'pneumática',
			'700 hambúrgueres por hora',
			'10 a 12 kg',
			'esteira de saída',
			'aço inox 304 jateado',
			'1 molde personalizado',
			'o operador só retira os hambúrgueres',
			'até 14 cm de diâmetro',
		],
	},
	{
		name: 'SE SmartPro',
		category: 'formadora automática',
		keywords: [...BURGER, 'smartpro', 'smart pro'],
		facts: [
			'até 1.800 ciclos por hora',
			'100% elétrica',
			'velocidade eletrônica',
			'25 L',
			'0,75 cv',
			'esteira de saída',
			'interfolhador e pedal opcionais',
		],
	},
	{
		name: 'SE3000',
		category: 'formadora automática',
		keywords: BURGER,
		facts: [
			'até 3.000 hambúrgueres por hora',
			'42 L',
			'3 velocidades',
			'molde com ajuste de espessura',
			'esteira de 70 cm',
			'1,5 cv',
			'limpador automático',
			'interfolhador e pedal opcionais',
		],
	},
	{
		name: 'SE6000',
		category: 'formadora automática',
		keywords: BURGER,
		facts: [
			'até 6.000 hambúrgueres por hora',
			'50 L',
			'empilha até 5',
			'interfolhador, controle de velocidade, controlador de produção e borrifador inclusos',
		],
	},
	{
		name: 'CT200',
		category: 'cortadora',
		keywords: [...CUT, 'picar', 'preparar carne'],
		facts: [
			'até 300 kg por hora',
			'bifes, cubos e tiras',
			'carne bovina, frango, suíno, bacon e embutidos',
			'lâminas a cada 7, 15, 23, 31 ou 47 mm',
		],
	},
	{
		name: 'FS150',
		category: 'cortadora filetadora',
		keywords: [...CUT, 'filetadora', 'filé', 'filetar'],
		facts: ['espessura de 7 a 14 mm', 'bifes e filés', 'menos contato e contaminação'],
	},
	{
		name: 'Ensacadeira elétrica',
		category: 'ensacadeira',
		keywords: ['ensacadeira', 'linguiça', 'embutido', 'embutidos', 'ensacar'],
		facts: ['15 kg ou 30 kg', 'aço inox 304', 'velocidade por potenciômetro', '3 bicos'],
	},
	{
		name: 'Misturador',
		category: 'misturador',
		keywords: ['misturador', 'misturadora', 'homogeneizador', 'misturar', 'mistura', 'massa'],
		facts: [
			'25 L (cerca de 18 kg), 70 L (50 kg), 140 L (100 kg) ou 210 L (150 kg)',
			'aço inox 304',
			'1 a 2 cv',
			'220 V monofásico ou 220/380 V trifásico',
			'dois eixos com reversão',
			'tanque basculante',
			'botão de emergência',
		],
	},
	{
		name: 'EPE1200',
		category: 'linha automática',
		keywords: [...BURGER, 'prensar', 'filme', 'embalar', 'linha'],
		facts: [
			'até 1.400 hambúrgueres por hora',
			'forma, embala em filme, prensa e corta',
			'diâmetro de 90 a 170 mm',
			'esteira PU azul',
			'aço inox 304',
			'moldes intercambiáveis',
		],
	},
	{
		name: 'Linha com FB700',
		category: 'linha automática',
		keywords: [...BURGER, 'linha'],
		facts: ['700 hambúrgueres por hora', '10 a 12 kg', 'molde de peso e molde de diâmetro', 'hambúrgueres de até 19 cm'],
	},
	{
		name: 'Linha para Espeto',
		category: 'linha automática',
		keywords: ['espeto', 'espetos', 'espetinho', 'espetinhos', 'espetar', 'espetaria', 'churrascaria', 'palito'],
		facts: [],
		available: false,
		unavailable_message:
			'A linha para espetos está em aprimoramento e não está disponível agora; o interesse fica registrado para avisar quando voltar.',
		alternative: 'CT200',
		internal_note: 'Previsão interna de relançamento: março/2026. Não informar ao cliente.',
	},
];

export const SAMPLE_UPSELL: UpsellRule[] = [
	{
		from: 'FBM100',
		to: 'FB300',
		triggers: [
			'fbm100',
			'fbm 100',
			'formadora manual',
			'formadora de hambúrguer manual',
			'formadora de hamburguer manual',
			'hambúrguer manual',
			'máquina manual de hambúrguer',
			'máquina de hambúrguer manual',
		],
		argument:
			'A FB300 é o passo acima: pneumática, 300 a 350 hambúrgueres por hora e reservatório de 5 kg, contra 500 a 600 por dia e 1,5 kg da FBM100; boa para quem vai crescer.',
	},
];
