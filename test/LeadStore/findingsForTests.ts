import { ask } from './store';

/** What a turn may find out, at rest. */
export const findings = {
	agent_state: { question_streak: 1, upsells: ['FBM100>FB300'], classified_key: 'k' },
	technical_questions: ['Tem NR12?'],
	interests: ['FB300'],
	commercial_request: false,
	opt_out: null,
	lgpd_request: null,
	became_hot: false,
};

/** Stores what a turn of the lead with that phone found out. */
export const registering =
	(phone: () => string) =>
	async (given: object = {}, item: object = {}) =>
		await ask('conversation', 'registerFindings', { phone: phone() }, { phone: phone(), findings: { ...findings, ...given }, ...item });
