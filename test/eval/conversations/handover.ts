import { golden, type Golden } from '../golden';

/** What only people, or nobody, should answer. */
export const handover: Golden[] = [
	golden('quer uma pessoa', ['Oi', 'quero falar com um atendente'], { labels: ['human'], transfer: true }),
	golden('me liga', ['pode me ligar? prefiro falar com uma pessoa'], { labels: ['human'], transfer: true }),
	golden('reclamação', ['isso é um absurdo, péssimo atendimento, quero falar com o gerente'], { labels: ['human'], transfer: true }),
	golden('suporte', ['minha formadora quebrou, preciso de conserto'], { labels: ['support'], transfer: true }),
	golden('não quer mais', ['parem de me mandar mensagem'], { labels: ['optOut'], findings: ['opt_out'] }),
	golden('sair', ['SAIR'], { labels: ['optOut'], findings: ['opt_out'] }),
	golden('tira da lista', ['me tira da lista por favor'], { labels: ['optOut'], findings: ['opt_out'] }),
	golden('sair do manual não é sair', ['quero sair do processo manual e ir pra uma formadora automática'], {
		notLabels: ['optOut'],
		lead: { product: /formadora/i },
	}),
	golden('apagar dados', ['quero que apaguem meus dados pessoais'], { labels: ['lgpd'], findings: ['lgpd_request'] }),
	golden('quais dados', ['pela LGPD, quais dados vocês têm sobre mim?'], { labels: ['lgpd'], findings: ['lgpd_request'] }),
	golden('laudo', ['a FB300 tem laudo de NR12?'], { labels: ['technical'], findings: ['technical_questions'] }),
	golden('diagrama elétrico', ['me manda o diagrama elétrico do misturador'], { labels: ['technical'], findings: ['technical_questions'] }),
	golden('projeto não é técnico', ['tenho um projeto de hamburgueria em Joinville/SC'], {
		notLabels: ['technical'],
		lead: { city: 'Joinville', uf: 'SC' },
	}),
	golden('voltagem está no catálogo', ['qual a voltagem do misturador?'], { notLabels: ['technical'] }),
];
