import { AtendeAquiWhatsAppCloudApi } from '../../credentials/AtendeAquiWhatsAppCloudApi.credentials';
import { at, recordsOf, textOf } from '../shared/core/json/readers';
import { credentialTest } from '../shared/http/credentialTest';
import type { Probe } from '../shared/http/probe';
import { whatsAppCloud } from './api';

const credential = new AtendeAquiWhatsAppCloudApi();
/** Each question is proven where there is a secret, whether or not the app demands it: a wrong one is refused. */
const proving: typeof credential.authenticate = async (data, request) =>
	await credential.authenticate({ ...data, appSecretProof: String(data.appSecret ?? '').trim() !== '' }, request);

const filled = (field: string) => (data: Record<string, unknown>) => String(data[field] ?? '').trim() !== '';

/** Whether Meta knows the token, the number, the account with that number in it, and the app's secret; it reads, and changes nothing. */
export const whatsAppCloudProbes: Probe[] = [
	{
		path: '/:phone',
		query: { fields: 'id,display_phone_number,verified_name,quality_rating' },
		finds: 'unauthorized',
		judge: (body) =>
			textOf(at(body, 'display_phone_number'))
				? null
				: 'The "Phone Number ID" of the credential is the ID of something else: it stands below the number in Meta, under WhatsApp → API Setup.',
	},
	{
		path: '/:account/phone_numbers',
		query: { fields: 'id', limit: 100 },
		when: filled('businessAccountId'),
		finds: 'unauthorized',
		judge: (body, data) => {
			const ids = recordsOf(at(body, 'data')).map(({ id }) => textOf(id));
			return ids.includes(String(data.phoneNumberId).trim()) || ids.length >= 100
				? null
				: 'The "Phone Number ID" of the credential is no number of this "WhatsApp Business Account ID". Copy both again from WhatsApp → API Setup.';
		},
	},
];

export const whatsAppCloudNumber = credentialTest(whatsAppCloud, proving, whatsAppCloudProbes);
