/**
 * Everyday words of Portuguese that are one slip away from a word that is listened for, and mean something else: "quarto" is no "quanto", "cotar" no "contar". Found by
 * holding the most frequent words of the language against the lexicon; no structure decides, since they are spelled right. Whoever adds patterns holds their words
 * against the language again, and whoever meets a false hearing adds the word.
 */
export const EVERYDAY = new Set(
	(
		'contrato contratos renova renovar renove renovam passear quantos quanta quantas passeio precisa preciso mandato mandado numeros pessoas recibo receita ' +
		'carteira carteiro entrada entradas valente vendedores tabelas parceira parceiro parcelas parede parece paredes contado contador contatos sabemos ' +
		'caberia chamada chamadas ligacao licao locacao lotacao atende tendente normal gerentes corrente garante cadastros desconta apagado pagador humildade ' +
		'humano humana listar vistar carro carros carrinho carrinhos carinho carinhoso corro corre barra barras ferro ferros serra serras terra torre torres ' +
		'morro jarra jarras garra garrafa marrom parar pares parou pedro pedra pedras pedir dedos dado dados doados lados nados pagar pegar pagam pegam lugar ' +
		'frente espere medo nisso aquele caminho manha contar quarto coracao acredito acordo quis tras sala cama tera prazer sozinha fato andar presente voltou ' +
		'devemos estara chao boas espaco negocios diria fara carta tocar posicao desses costas gostar tinham estrada trem ouro planeta tendo fizemos atraves ' +
		'repente varias atirar queira branco bola faremos prometo teremos prontos tivemos perdido pista andando inteira meia cartas gelo vencer irao anda gato ' +
		'viram venham codigo acordar ferias gravida cadeira possamos iremos contigo vento noites gostam colega perda nove bordo casado pressa portas parque ' +
		'presos franca rico teoria corredor forcas fortes partes traga primo besteira lisa colegas canto efeito estudar mexico cancao folga contando toca ' +
		'truque mano premio dara devido caes pesado checar padrao lago bando choque bolas correto apostar proprias caindo tarefa tocando corra queijo interior ' +
		'fatos madeira ossos alteza inverno possam artigo casada vidro falado odio deixam cabo estudio terras quartos acorde batendo cego costa tropas pareceu ' +
		'vencedor ande uisque farao filhas teto resta pintura voto milhas sessao linhas torta ponta nessas fria sairam mina nesses pistas receio lidando abram ' +
		'pecado caos coracoes subindo morrem poco pareco digamos mortal casados porem marinha amostra continuem avioes deitar gostando emocao cortou venceu ' +
		'saibam andou visse temo formos aproximando ciente gata queixa rica destas colecao paises pecados chamava duvido acordada efeitos dano esperado pesada ' +
		'postos riscos truques aguente perdidos soco enterrado rolando atirando falhou namorando virgem gravar gostamos gravata barcos apostas preta firma ' +
		'andem pintar ajudara tornando leal liam estarmos senta complexo salada corram maca contagem adoram folhas nora pescar daquilo mostram album alvos ' +
		'focar bata tara acorda mira esporte trancada vela prendeu precioso escravo mantendo cheios correta explorar caminhos falsas tiverem trago mulder ' +
		'votacao shopping tragam chutar escudo batata enfiar tarefas pinto pensao chique entram queres paramos enterrar virando descrever tomara casei obras ' +
		'artes minas tentam saltar andam pague anunciar trancado legado assento esportes faltam cadeiras chefes portoes cega aproxima algemas trara reis pato ' +
		'avisado verdes coreia mole interno voltarem facamos aranha pratas lenco cacando podermos bolsos vindos procurava concerto lena existia compre charme ' +
		'abaixar malvado pariu causado enterro vapor vence cabra fogos cesta tenda queixo postal visoes cercado cortes contratado ficcao tornam encantador ' +
		'vindas andei contanto banana errar poeta delegado barreira carvao perco machado aprecio campainha encantadora preciosa tramando quinto aborto balao ' +
		'gostasse cheias trevas mare escudos gostariam ocorre primos vespera remoto lampada botoes humanas mito peruca pote recurso contaram tratou perdem toco ' +
		'pontas manhas graves bolsas limpos camas abordagem vivido corredores chapado pudemos comparar registrar piscar decepcao empurrou morremos fizerem ' +
		'gravado falhei penas continuamos salas suposto atento dominio puxando falaremos cantou traria futura divina cometa ventos secretos trancou divino ' +
		'tracos pano escalar santos matem suspenso correm macas negras atiraram revolver letal enterrada contos sairemos claras lesoes camada fina gostaram ' +
		'cantos semente exito sobrando fachada pagos contudo tronco faltar borda espalhando anual atirado previsto entrara bandas tocado cobrindo destroi ' +
		'perito refiro custos duvidar vencedora levaremos cabos bravos pretos tornamos internos suando medicas patas telefonemas mentem estaca preferencia ' +
		'queixas graos acertei naquilo direitinho granada descarga falavam pesar tornaria tortas segurem lendas fratura vierem copa estende albuns decreto ' +
		'anunciado edicoes latina live alves descrito gravou contendo servia convento descreve ampla mendes fases cargos espacos trecho producoes grao tese ' +
		'atenas resultando liderou vencedores projecto quartas vencendo estudios pinheiro curtas orientais interacao propos rendeu contraste visando anunciada ' +
		'camadas amplo medias modulo mercados arcos marinho director adotado causada vistas esfera parques massas pesados rotacao existiam trindade cargas ' +
		'mandatos portos gravadas tendem trechos compor fixa incluiam visa virada censos barreiras renuncia cana complexa terco poetas divisa adotada venceram ' +
		'usavam falada projecao copas sodio mantinha descrevendo tende suspense traca causados elevando cantada comparada diarios medicao cumprimento marinhas ' +
		'complexas conducao aquando futuras marinhos tocada mares etnicos platao farinha cerrado ricas citar ademais note dedica estudado gravados larvas ' +
		'restrita chagas causadas viveram sales renovado frias diretos descrevem medios fixacao dialogos restrito causam claros renunciar completos registos ' +
		'directamente trajes suspensa tercos plata etnico fracao citacao comparou explora proto emprega centrada traco tornarem tornasse fixou bordas trade ' +
		'chefia'
	).split(' '),
);
