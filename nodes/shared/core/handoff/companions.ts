/** The workflow whose work some kind of effect is, as it comes with this package; an operator may call it differently. */
export interface Companion {
	/** Its name in n8n. */
	workflow: string;
	/** Its file, without its ending. */
	file: string;
	/** What waits while it does not run, for the editor, where English is spoken. */
	what: string;
	/** What it waits for or in; in the outbox unless told. */
	where?: string;
}

const BASTIDORES = { workflow: '[Atendimento] Bastidores', file: 'bastidores' };

/** By kind of effect; customers who wait for a turn are one more. Whoever adds a kind that waits in the outbox adds who takes it (`look_at_outbox` in the schema). */
const COMPANIONS: Partial<Record<string, Companion>> = {
	whatsapp_text: { ...BASTIDORES, what: 'texts to customers' },
	crm_sync: { ...BASTIDORES, what: 'leads for the CRM' },
	notice: { ...BASTIDORES, what: 'notices to the team' },
	turn: { workflow: '[WhatsApp] SDR que responde e qualifica', file: 'sdr-agent', what: 'customers', where: 'for an answer' },
	chatwoot_message: { workflow: '[Atendimento] Chatwoot', file: 'handoff-chatwoot', what: 'words for Chatwoot' },
};

/** @param kind of effect, or the integration that stands for it (`outbox_` before it) */
export const companionOf = (kind: string): Companion | undefined => COMPANIONS[kind.replace(/^outbox_/, '')];
