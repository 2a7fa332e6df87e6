import type { Label } from '../shared/core/hearing/intent';

/**
 * The lists that version 0.2.0 wrote into a node's form when an operator opened one: a node that still holds one of them word for word was never edited, and hears by what
 * is built in. Nothing is ever added here.
 */
export const LISTS_ONE: Record<Label, string> = {
	commercial: `preço* | preco* | quanto custa* | qto custa* | qnto custa* | quanto sai | quanto q sai | quanto que sai | quanto fica
quanto tá | quanto está | quanto é | quanto eh | quanto cobra* | quanto vocês cobram | quanto preciso investir
quanto vou gastar | qual o valor | qual valor | que valor | valor da | valor do | valor de | valor desse | valor dessa
valor à vista | os valores | valores | faixa de valor | qual o investimento | investimento | r$ | tabela | orçamento*
cotação | cotações | cotar | desconto* | abatimento | promoção | promoções | mais barato | mais em conta | baratinho
condição de pagamento | condições de pagamento | forma de pagamento | formas de pagamento | parcela* | parcelamento
em quantas vezes | quantas vezes | no cartão | boleto | pix | financia* | à vista | entrada de | negocia* | proposta*
quero comprar | como comprar | fechar negócio`,
	delivery: `frete* | prazo de entrega | prazo entrega | tempo de entrega | quando entrega* | quanto tempo para entregar
quanto tempo pra entregar | quanto tempo demora pra chegar | quando chega | em quanto tempo chega | entrega* quando
demora pra chegar | demora para chegar | pronta entrega | entregam em | entrega em`,
	technical: `diagrama elétrico | esquema elétrico | amperagem | desenho técnico | norma técnica | nr12 | nr 12 | laudo | inmetro | anvisa
certificação | certificado* | calibra* | instalação elétrica | instalação hidráulica | instalação pneumática | pressão de ar
compressor* | integração com | integrar com | customiza* | personalizar o equipamento | modificar a estrutura`,
	support: `peça de reposição | peças de reposição | assistência técnica | manutenção | conserto | reparo | defeito | não funciona
não liga | parou de funcionar | travou | quebrou | quebrada | comprei de vocês | já sou cliente | segunda via | nota fiscal`,
	human: `falar com atendente | falar com um atendente | falar com uma atendente | falar com humano | falar com um humano
falar com uma pessoa | falar com alguém | falar com um vendedor | falar com o vendedor | falar com vendedor
falar com um consultor | falar com o consultor | falar com consultor | falar com gerente | falar com o gerente
atendente humano | atendimento humano | quero um humano | quero uma pessoa | quero atendente
quero um atendente | quero uma atendente | preciso de um atendente | chama* um atendente | pessoa de verdade
chama alguém | me liga | me ligue | me ligar | pode me ligar`,
	optOut: `pare de me mandar* | pare de mandar* | parem de me mandar* | parem de mandar* | para de me mandar* | para de mandar*
pare de enviar | parem de enviar | não quero mais receber* | não quero receber mensage* | não quero receber mais
não quero receber nada | não me mande* mais | não me mandem mais
não mande* mais mensagem* | descadastr* | sair da lista | me tira da lista | me tire da lista | me tira dessa lista
me remova da lista | remover meu número | remove meu número | cancelar inscrição | não me perturbe
não entre* mais em contato`,
	lgpd: `lgpd | lei geral de proteção de dados | proteção de dados | encarregado de dados | dpo | apagar meus dados
apague meus dados | apaga meus dados | apaguem meus dados | excluir meus dados | exclua meus dados | exclui meus dados
excluam meus dados | deletar meus dados | deleta meus dados | delete meus dados | remover meus dados | remova meus dados
corrigir meus dados | acesso aos meus dados | cópia dos meus dados | quais dados vocês têm | que dados vocês têm
quais dados meus`,
	injection: `ignore as instruções | ignore as suas instruções | ignore suas instruções | ignore todas as instruções | ignore as regras
ignore suas regras | ignore as suas regras | ignore todas as regras | ignore tudo | ignora as regras | ignora as instruções
ignora tudo | esqueça as instruções | esqueça suas instruções | esqueça as regras | esqueça tudo | esquece as regras
esquece tudo | desconsidere as instruções | desconsidere as regras | desconsidere tudo | ignore previous instructions
ignore all previous instructions | system prompt | prompt do sistema | seu prompt | suas instruções | modo desenvolvedor
developer mode | modo dan | jailbreak | sem restrições | finja que | finge que | aja como se | a partir de agora você
você agora é | agora você é | novas instruções | nova instrução | sou o administrador | sou o desenvolvedor | sou seu criador
modo teste | modo de teste | modo manutenção`,
};

/** What the operator wrote: a list that is still the old default is none. */
export const ownLists = (lists: Partial<Record<Label, string>>): Partial<Record<Label, string>> =>
	Object.fromEntries(
		Object.entries(lists).filter(
			([label, list]) => label in LISTS_ONE && list?.trim() && list.trim() !== LISTS_ONE[label as Label]?.trim(),
		),
	);
