import { seeded } from '../eval/mutations';

/**
 * What most messages are: answers to our questions, by form. Nearly all that a company receives is like that, and none of it carries a label; an ear that was taught
 * by wishes and near misses alone would take a city for a place of delivery. Whoever finds another harmless answer misheard adds its form or its words.
 */
const WORDS: Record<string, string[]> = {
	name: 'Ana|João|Pedro Henrique|Marcos da Silva|Lúcia|Antônio|Bia|Wellington|Tiago|Rafaela|Chico|Sebastião|Dona Cida|seu Zé|Fernanda Lima|Gustavo|Letícia|Rodrigo Alves|Camila|Everton|Jaqueline|Paulo Roberto|Vanessa|Luiz|Tereza|Kelly|Márcio|Simone|Igor|Neide'.split(
		'|',
	),
	city: 'Chapecó|São Paulo|Lages|Curitiba|Belém|Juazeiro do Norte|Rio de Janeiro|Belo Horizonte|Goiânia|Manaus|Recife|Natal|Campina Grande|Uberlândia|Londrina|Joinville|Pelotas|Santarém|Cuiabá|Dourados|Palmas|Teresina|São Luís|Maceió|Aracaju|Vitória|Niterói|Osasco|Sorocaba|Feira de Santana|Porto Velho|Boa Vista|Macapá|Florianópolis|BH|Poa|interior de Minas|zona leste|litoral norte|Itajaí/SC|Goiânia - GO|Campinas, SP'.split(
		'|',
	),
	trade:
		'hamburgueria|padaria|confeitaria|lanchonete|restaurante|pizzaria|mercado|açougue|loja de roupas|oficina|clínica|escola|academia|pet shop|salão|barbearia|pousada|fábrica de massas|cozinha industrial|food truck|cafeteria|sorveteria|empório|distribuidora|construtora|papelaria|farmácia|marmitaria|churrascaria|doceria|franquia|rotisseria|peixaria|cervejaria|buffet|hotel|imobiliária|autoescola|estúdio de pilates|consultório'.split(
			'|',
		),
	count:
		'400|uns 400|mais ou menos 200|50|umas 80|3 mil|1.500|duzentos|uns trezentos|mil|entre 100 e 150|de 20 a 30|dez|meia dúzia|uns 2 mil|cem'.split(
			'|',
		),
	thing:
		'hambúrgueres|pães|pizzas|kg|quilos|marmitas|bolos|peças|cortes|atendimentos|caixas|porções|clientes|litros|unidades|coxinhas|cafés|pedidos'.split(
			'|',
		),
	span: 'por dia|por semana|por mês|na semana|por noite|ao dia|no fim de semana|por turno|por hora|todo dia'.split('|'),
	product:
		'misturador|formadora|modeladora|forno|batedeira|masseira|seladora|fatiador|liquidificador industrial|fritadeira|balcão refrigerado|estufa|moedor|amaciador|cilindro|divisora|plano de 500 mega|pacote básico|corte|coloração|limpeza de pele|porcelanato|tijolo|cimento|ração|banho e tosa|curso de inglês|FB300|SE-3000|modelo menor|modelo maior'.split(
			'|',
		),
	time: 'amanhã|hoje à tarde|semana que vem|mês que vem|em março|no segundo semestre|no fim do ano|segunda|depois do almoço|às 15h|mais tarde|ano que vem|logo mais|antes do carnaval'.split(
		'|',
	),
	kin: 'meu marido|minha esposa|meu sócio|minha irmã|meu pai|minha filha|a gente|eu e minha sócia|meu filho|minha mãe|o pessoal aqui|meu cunhado'.split(
		'|',
	),
	feel: 'ótimo|tudo certo|perfeito|show|legal|beleza|maravilha|bacana|interessante|entendi|massa|certinho|combinado|top|joia'.split('|'),
	part: 'o motor|a lâmina|o molde|a tampa|o painel|a base|o reservatório|a porta|o cabo|a esteira'.split('|'),
};

const FORMS = `
{name}
me chamo {name}
meu nome é {name}
aqui é {name}
sou {name}, da {trade} {name}
oi, {name} aqui, tudo bem?
pode me chamar de {name}
é {name} mesmo
{name}, prazer
{city}
sou de {city}
moro em {city}
a gente fica em {city}
estamos em {city} há anos
aqui em {city} faz calor
minha {trade} é em {city}
somos daqui de {city}
nasci em {city} mas moro em {city}
vou abrir em {city}
tenho uma {trade}
tenho duas lojas, uma {trade} e uma {trade}
sou dono de {trade}
estou abrindo uma {trade}
é uma {trade} pequena
trabalho numa {trade}
{kin} tem uma {trade}
estamos montando uma {trade} em {city}
é pra minha {trade}
é uma {trade} de bairro
a {trade} é da família
somos uma {trade} com delivery próprio
trabalhamos com {trade}
{count}
{count} {thing}
{count} {thing} {span}
fazemos {count} {thing} {span}
produzo {count} {span}
a gente faz {count} {thing} {span}
hoje {count} {thing}, mas queremos chegar em {count}
vendemos {count} {thing} {span}
em média {count} {span}
depende, uns dias {count}, outros {count}
no verão {count} {thing} {span}
atendo {count} pessoas {span}
ainda não sei quanto vou produzir
quero um {product}
quero uma {product}
queria um {product}
tenho interesse no {product}
me interessei pelo {product}
estou procurando {product}
procuro {product} pra {trade}
tô atrás de um {product}
vocês têm {product}?
vocês trabalham com {product}?
me fala do {product}
me conta mais sobre o {product}
como funciona o {product}?
o {product} é bom?
o {product} serve pra {trade}?
qual a diferença do {product} pro {product}?
qual o tamanho do {product}?
qual a capacidade do {product}?
o {product} faz quantos {thing} por hora?
o {product} faz quanto {span}?
quantos {thing} o {product} faz?
é fácil usar o {product}?
o {product} é de inox?
vi o {product} no instagram
gostei do {product}
acho que o {product} é o que preciso
já tenho um {product}, quero outro
o meu {product} é antigo
hoje fazemos tudo na mão, sem {product}
tem foto do {product}?
me manda foto do {product}
manda vídeo do {product} funcionando
tem catálogo do {product}?
qual cor tem o {product}?
o {product} cabe numa bancada de 1 metro?
como limpa {part}?
{part} é de que material?
{part} sai fácil pra lavar?
{feel}
{feel}!
{feel}, obrigado
{feel}, vou pensar
que {feel}
{feel} então
bom dia
boa tarde, {name}
boa noite, tudo bem?
oi, bom dia! vi o anúncio de vocês
olá, gostaria de saber mais
oi, {product}
opa, tudo bem por aí?
tudo bem e você?
sim
sim, {feel}
não
não, ainda não
isso mesmo
isso, {count}
acho que sim
talvez {time}
pode ser {time}
{time}
{time} eu te falo
preciso pra {time}
quero começar {time}
vou inaugurar {time}
só {time}
sem pressa, é pra {time}
estou dirigindo, {time} respondo
agora estou ocupada, {time} vejo
vou ver com {kin} e {time} te respondo
preciso conversar com {kin} antes
quem decide é {kin}
{kin} que cuida disso
eu que decido
decido junto com {kin}
já falei com {kin} e gostou
{kin} achou {feel}
vi no instagram
vi vocês no google
um amigo indicou
indicação de {name}
{name} me indicou vocês
já conhecia a marca
não conhecia vocês
primeira vez que falo com vocês
já sou cliente
estive na feira e vi o {product}
onde fica a loja de vocês?
que horas vocês abrem?
vocês abrem sábado?
posso visitar a fábrica em {city}?
meu email é contato@exemplo.com.br
contato@exemplo.com.br
o site é www.exemplo.com.br
não tenho site ainda
11.222.333/0001-81
sou mei
ainda não tenho cnpj
somos em {count} funcionários
temos {count} funcionários
temos 3 lojas em {city}
kkkk
rsrs verdade
valeu
obrigada, {name}
muito obrigado pela atenção
de nada
até mais
até logo
até {time}
fico no aguardo
aguardo
ok, aguardo
ok
certo
entendi
não entendi
como assim?
pode explicar melhor?
fala mais
continua
qual você recomenda?
o que você acha?
queremos crescer em {city}
quero aumentar a produção
a nossa não dá conta do movimento
perco muito tempo fazendo na mão
o movimento aumentou muito {time}
a gente serve {thing} e {thing}
fazemos {thing} artesanais
trabalho só com {thing}
o forte aqui é {thing}
bom, é isso
só isso mesmo
era só uma curiosidade
depois eu volto aqui
{name} me passou o contato de vocês
obrigado {name}, ajudou muito
deus abençoe
bom trabalho pra vocês
feliz natal
bom domingo
chove muito em {city}
meu cachorro latiu, desculpa
desculpa a demora
desculpa, mandei errado
áudio longo, desculpa
estou no trânsito
`
	.split('\n')
	.filter((form) => form !== '');

/** Of each form so many, with other words. */
const OF_EACH = 6;

/** Messages without a label, each once; the same ones every time. */
export function ordinary(): string[] {
	const random = seeded(7);
	const filled = (form: string): string =>
		form.replace(/\{(\w+)\}/g, (_, slot: string) => WORDS[slot][Math.floor(random() * WORDS[slot].length)]);
	return [...new Set(FORMS.flatMap((form) => Array.from({ length: form.includes('{') ? OF_EACH : 1 }, () => filled(form))))];
}
