import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { AtendeAquiChatwootApi } from '../../credentials/AtendeAquiChatwootApi.credentials';
import { at, recordsOf, textOf } from '../shared/core/json/readers';
import { credentialTest } from '../shared/http/credentialTest';
import type { Probe } from '../shared/http/probe';
import { chatwoot } from './api';

/** Whose token it is, and what it may do in the account: a bot's has no profile, an agent's may not register webhooks. */
export const chatwootProbes: Probe[] = [
	{ path: '/profile', isAlwaysThere: true, judge: roleIn, finds: 'unauthorized' },
	{ path: '/inboxes' },
];

export const chatwootToken = credentialTest(chatwoot, new AtendeAquiChatwootApi().authenticate, chatwootProbes);

function roleIn(profile: unknown, { accountId }: ICredentialDataDecryptedObject): string | null {
	const wanted = textOf(accountId).trim();
	const accounts = recordsOf(at(profile, 'accounts'));
	const account = accounts.find(({ id }) => textOf(id) === wanted);
	if (!account) {
		const own = accounts.map(({ id, name }) => `${textOf(id)} (${textOf(name)})`).join(', ');
		return `The token is right, but its user is no member of account ${wanted}. Check the "Account ID"${own ? `; the accounts of this user are ${own}` : ''}.`;
	}
	if (account.role === 'administrator') return null;
	return 'The token is right, but it belongs to an agent: Chatwoot lets only administrators register webhooks and read inboxes, which the trigger and the mirror need. Use the token of an administrator made for the integration.';
}
