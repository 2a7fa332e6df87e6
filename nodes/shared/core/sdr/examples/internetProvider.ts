import type { ExampleCompany } from './company';

export const internetProvider: ExampleCompany = {
	label: 'Example: Internet Provider (Provedor De Internet)',
	persona: 'Nina',
	profile: `Conecta Oeste, provedor de internet por fibra em Cascavel/PR e região, para casas e empresas.
Planos de fibra com roteador Wi-Fi em comodato, telefone fixo e câmeras. A cobertura é conferida pelo endereço.
Quem já é assinante e está sem sinal é atendido pelo suporte técnico.`,
	phrases: `Me passa o seu endereço e o CEP? Assim a equipe confere a cobertura da fibra.
Quantos aparelhos ficam ligados ao mesmo tempo na sua casa?
Você usa mais para trabalhar, estudar ou jogar?
Perfeito! Um consultor continua por aqui com a contratação.`,
	catalogue: [
		{
			name: 'Fibra 500 Mega',
			category: 'plano residencial',
			keywords: ['500 mega', 'megas', 'internet', 'wi-fi', 'wifi', 'residencial', 'banda larga'],
			facts: ['500 Mbps de download e 250 Mbps de upload', 'roteador Wi-Fi 6 em comodato', 'bom para até 10 aparelhos'],
		},
		{
			name: 'Fibra 1 Giga',
			category: 'plano residencial',
			keywords: ['1 giga', 'giga', 'gamer', 'streaming', 'internet'],
			facts: ['1 Gbps de download e 500 Mbps de upload', 'dois roteadores em malha (mesh)', 'bom para jogos e casa grande'],
		},
		{
			name: 'Link dedicado',
			category: 'plano empresarial',
			keywords: ['dedicado', 'empresarial', 'ip fixo', 'upload'],
			facts: ['banda simétrica e garantida', 'IP fixo', 'monitoramento 24 horas'],
		},
		{
			name: 'Telefone fixo',
			category: 'telefonia',
			keywords: ['telefone', 'fixo', 'portabilidade', 'linha'],
			facts: ['mantém o número atual por portabilidade', 'funciona pela fibra'],
		},
		{
			name: 'Câmeras na nuvem',
			category: 'segurança',
			keywords: ['câmera', 'câmeras', 'monitorar', 'gravação'],
			facts: ['gravação guardada por 7 dias', 'imagem pelo aplicativo'],
		},
	],
};
