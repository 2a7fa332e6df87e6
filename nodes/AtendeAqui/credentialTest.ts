import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { AtendeAquiApi } from '../../credentials/AtendeAquiApi.credentials';
import { credentialTest } from '../shared/http/credentialTest';
import type { Probe } from '../shared/http/probe';
import { atendeAqui } from './api';
import { CREDENTIAL_FLOW } from './authenticate';

const has = (field: string) => (credential: ICredentialDataDecryptedObject) => String(credential[field] ?? '').trim() !== '';

/** Each half that is filled in is asked about what it opens: the token about clients, the flow key about its flow. */
export const atendeAquiProbes: Probe[] = [
	{
		path: '/clients/',
		isAlwaysThere: true,
		query: { page_size: 1 },
		when: (credential) => has('apiToken')(credential) || !has('flowKey')(credential),
	},
	{ path: `/onboarding/${CREDENTIAL_FLOW}/structure/`, when: has('flowKey') },
];

export const atendeAquiKeys = credentialTest(atendeAqui, new AtendeAquiApi().authenticate, atendeAquiProbes);
