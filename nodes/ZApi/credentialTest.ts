import { AtendeAquiZApi } from '../../credentials/AtendeAquiZApi.credentials';
import { AtendeAquiZApiPartnerApi } from '../../credentials/AtendeAquiZApiPartnerApi.credentials';
import { at } from '../shared/core/json/readers';
import { credentialTest } from '../shared/http/credentialTest';
import type { Probe } from '../shared/http/probe';
import { zApi, zApiPartner } from './api';

/** Whether Z-API knows the instance, and WhatsApp is connected to it. */
export const zApiProbes: Probe[] = [
	{ path: '/status', judge: (body) => (at(body, 'connected') === true ? null : notConnected(at(body, 'error'))), finds: 'notConnected' },
];

export const zApiInstance = credentialTest(zApi, new AtendeAquiZApi().authenticate, zApiProbes);

/** `/status` tells of a connection that is not there in an answer with status 200. */
const notConnected = (said: unknown): string =>
	said === 'NOT_FOUND'
		? 'Z-API does not know this "Instance ID" with this "Instance Token". Copy both again from the Z-API panel into the credential.'
		: 'Z-API accepts this credential, but WhatsApp is not connected to the instance. Read the QR code in the Z-API panel with the phone of the company.';

export const zApiPartnerToken = credentialTest(zApiPartner, new AtendeAquiZApiPartnerApi().authenticate, [
	{ path: '/instances', query: { page: 1, pageSize: 1 } },
]);
