import { atendeAqui } from '../../AtendeAqui/api';
import { atendeAquiProbes } from '../../AtendeAqui/credentialTest';
import { chatwoot } from '../../Chatwoot/api';
import { chatwootProbes } from '../../Chatwoot/credentialTest';
import { pipeRun } from '../../PipeRun/api';
import { pipeRunProbes } from '../../PipeRun/credentialTest';
import { whatsAppCloud } from '../../WhatsAppCloud/api';
import { whatsAppCloudProbes } from '../../WhatsAppCloud/credentialTest';
import { zApi } from '../../ZApi/api';
import { zApiProbes } from '../../ZApi/credentialTest';
import { probe, type Probe } from '../../shared/http/probe';
import type { Vendor } from '../../shared/http/vendor';
import { failed, ok, type Check } from '../finding';

const asTheDialog = (integration: string, vendor: Vendor, probes: Probe[]): Check => ({
	integration,
	credential: vendor.credentialType,
	look: async ({ context }) => {
		try {
			await probe(context, vendor, probes);
			return [ok(integration)];
		} catch (error) {
			return [failed(integration, error)];
		}
	},
});

/** What the test in the dialog of each vendor's credential asks. Whoever adds a vendor adds it here. */
export const vendors: Check[] = [
	asTheDialog('zapi', zApi, zApiProbes),
	asTheDialog('whatsapp_cloud', whatsAppCloud, whatsAppCloudProbes),
	asTheDialog('chatwoot', chatwoot, chatwootProbes),
	asTheDialog('piperun', pipeRun, pipeRunProbes),
	asTheDialog('atendeaqui', atendeAqui, atendeAquiProbes),
];
