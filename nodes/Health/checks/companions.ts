import { chatwoot } from '../../Chatwoot/api';
import { pipeRun } from '../../PipeRun/api';
import { companionOf } from '../../shared/core/handoff/companions';
import { STORE_CREDENTIAL } from '../../shared/store/store';
import { ok, type Check, type Finding } from '../finding';

/** Whoever takes some kind of work asks for it at least every minute. */
const SILENT_MS = 10 * 60_000;

/** By kind of work: the credential that says whether the company has it at all; null for what every company has. */
const KINDS: Array<[kind: string, credential: string | null]> = [
	['turn', null],
	['whatsapp_text', null],
	['notice', null],
	['crm_sync', pipeRun.credentialType],
	['chatwoot_message', chatwoot.credentialType],
];

/** Whether the workflows that take what waits are published: they leave a trace in the database. What waits too long is told by the outbox itself. */
export const companions: Check = {
	integration: 'outbox',
	credential: STORE_CREDENTIAL,
	look: async ({ store, facts, chosen, now }) => {
		if (!store) return [];
		const { claims } = await facts();
		return KINDS.filter(([, credential]) => credential === null || chosen.has(credential)).map(([kind]) => {
			const claimedAt = claims[kind];
			if (claimedAt && now - Date.parse(claimedAt) < SILENT_MS) return ok(`outbox_${kind}`);
			return unpublished(kind, claimedAt === undefined);
		});
	},
};

function unpublished(kind: string, isNever: boolean): Finding {
	const { workflow, what } = companionOf(kind) ?? { workflow: kind, what: kind };
	return {
		integration: `outbox_${kind}`,
		outcome: 'degraded',
		reason: isNever ? 'never_claimed' : 'unclaimed',
		message: isNever
			? `The workflow "${workflow}" never ran: nobody takes ${what}`
			: `The workflow "${workflow}" does not run any more: nobody takes ${what}`,
		remedy: `Publish "${workflow}"; if it is published, look at its failed executions.`,
		fault: null,
	};
}
