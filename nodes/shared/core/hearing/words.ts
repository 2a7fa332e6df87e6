/** What people write in place of a word. Extended by whoever reads conversations and finds another. */
const SHORT = new Map(
	(
		'falr=falar flar=falar fla=falar vc=voce vcs=voces vce=voce ce=voce ces=voces vose=voce n=nao naum=nao nao=nao nn=nao msg=mensagem msgs=mensagens mensage=mensagem mensages=mensagens mens=mensagem ' +
		'qto=quanto qnto=quanto qt=quanto qnt=quanto qnts=quantos qtas=quantas qtos=quantos p=para pra=para pro=para pras=para pros=para c=com cm=com cmg=comigo cmgo=comigo ' +
		'q=que qe=que oq=que d=de mto=muito mt=muito mta=muita aki=aqui ta=esta tao=estao tava=estava eh=e pfv=porfavor pf=porfavor pfvr=porfavor pls=porfavor plz=porfavor ' +
		'hj=hoje amnh=amanha vlr=valor vlrs=valores prc=preco prco=preco desc=desconto orcam=orcamento atendent=atendente tel=telefone zap=whatsapp zapp=whatsapp ' +
		'whats=whatsapp wpp=whatsapp wats=whatsapp whatts=whatsapp qdo=quando qnd=quando qndo=quando pd=pode pdm=podem qro=quero qr=quero kero=quero qria=queria gstaria=gostaria ' +
		'alguen=alguem algm=alguem algem=alguem algum=algum qm=quem vend=vendedor dps=depois cel=celular nro=numero nmr=numero numer=numero infos=informacoes info=informacao ' +
		'obg=obrigado vlw=obrigado bjs=obrigado tbm=tambem tb=tambem ngm=ninguem nda=nada sms=mensagem ppt=proposta blz=ok'
	)
		.split(' ')
		.map((pair) => pair.split('=') as [string, string]),
);

/** The whole word that a folded one stands for. */
export const whole = (word: string): string => SHORT.get(word) ?? word;

/** Between the parts of a pattern these may always stand: articles, prepositions, pronouns of the subject, politeness. */
export const FILLER = new Set(
	(
		'o a os as um uma uns umas de do da dos das em no na nos nas ao aos para por pela pelo pela pelos pelas com eu voce voces ai la entao ne porfavor favor gentileza pessoal ' +
		'ja agora mesmo muito bem tipo oi ola opa alo bom boa dia tarde noite obrigado obrigada grato grata thank thanks you please gracias esse essa esses essas este aquele aquela seu sua seus suas ' +
		'desse dessa desses dessas deste desta nesse nessa neste nesta daquele daquela naquele naquela assim sabe olha ' +
		'esta beleza valeu certo fechou urgente logo ok amigo amiga moco moca querido querida senhor senhora sr sra viu cara mano gente aqui por_favor so apenas ainda tambem tudo_bem pfvzinho'
	).split(' '),
);

/** Turn what they govern into its opposite. */
export const NEGATION = new Set('nao num nem nunca jamais sem evitar evite dispenso'.split(' '));
/** May stand between a negation and what it governs: "não vou querer falar", "não precisa me ligar". */
export const GOVERNED = new Set(
	(
		'quero queria queremos querer gostaria desejo preciso precisa precisam precisamos necessito vou vai vamos va pode podem poderia deve devem que me nos te se mais ' +
		'estou esta to estava querendo precisando necessario e era seria mandei pedi disse falei foi fui ser'
	).split(' '),
);
/** With a question mark these ask politely after a negation: "não pode me ligar?". */
export const POLITE = new Set('pode podem poderia poderiam da daria tem teria consegue consigo quer'.split(' '));
/** After these a new clause begins, whether or not a comma stands before them. */
export const JOINS = new Set('mas porque pois senao porem entretanto e pq'.split(' '));
