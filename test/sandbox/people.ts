import { randomUUID } from 'node:crypto';

import { keyHash } from '../../nodes/Conversation/operations/attendants';
import type { Sandbox } from './sandbox';

export interface Person {
	id: string;
	name: string;
	role: 'attendant' | 'supervisor' | 'admin';
	slackUserId?: string;
}

/** Adds an attendant, as the operation Save Attendant does; @returns the key of the control API and the page. */
export async function addPerson({ supabase }: Sandbox, { id, name, role, slackUserId }: Person): Promise<string> {
	const key = randomUUID();
	await supabase.pool.query('insert into attendants (id, name, role, key_hash, slack_user_id) values ($1, $2, $3, $4, $5)', [
		id,
		name,
		role,
		keyHash(key),
		slackUserId ?? null,
	]);
	return key;
}

/** The address of the control API; the page is below it, at `/painel`. */
export async function controlApiUrl(sandbox: Sandbox): Promise<string> {
	const id = await sandbox.api().webhookId(sandbox.published['handoff-control-api'], 'n8n-nodes-atendeaqui.controlApiTrigger');
	return `${sandbox.n8n().url}/webhook/${id}/${id}`;
}
