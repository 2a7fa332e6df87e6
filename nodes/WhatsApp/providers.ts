import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../shared/core/json/readers';
import { VendorError } from '../shared/http/errors';
import type { Provider } from '../shared/provider/provider';
import { whatsAppCloudProvider } from '../WhatsAppCloud/provider';
import { zApiProvider } from '../ZApi/provider';

/**
 * Whoever adds a vendor of WhatsApp adds it here, and the slot of its credential in the node. Where nothing else tells, the first of them is taken that a
 * company has: who may write to anybody at any time stands before who may not.
 */
export const PROVIDERS: readonly Provider[] = [zApiProvider, whatsAppCloudProvider];

/** Chosen by what is to be sent: the provider that the conversation is with. */
export const OF_THE_CONVERSATION = 'conversation';

/**
 * The provider to send by: the one that was chosen, else the one that the item names, as turns and the outbox do; where it names none (a notice to the team,
 * an item of somebody else's), the first one whose credential is there.
 * @throws {VendorError} when its credential is missing: what was to be sent waits until the operator adds it
 * @throws {RangeError} for a name that is no provider's
 */
export function providerFor(context: IExecuteFunctions, itemIndex: number): Provider {
	const chosen = textOf(context.getNodeParameter('provider', itemIndex, OF_THE_CONVERSATION));
	const { provider, channel } = context.getInputData()[itemIndex].json;
	const id = chosen === OF_THE_CONVERSATION ? textOf(provider) : chosen;
	if (id === '') {
		const [first] = PROVIDERS.filter((one) => hasCredential(context, one));
		if (!first) throw missing(PROVIDERS.map(({ name }) => name).join(' or '));
		return first;
	}
	const found = PROVIDERS.find((one) => one.id === id);
	if (!found) throw new RangeError(`"${id}" is no provider of WhatsApp that this node knows: ${PROVIDERS.map((one) => one.id).join(', ')}`);
	if (!hasCredential(context, found)) throw missing(found.name, textOf(channel));
	return found;
}

/** Whether a node has the credential of a provider, and its company that provider: n8n gives out no credential whose slot is hidden. */
export function hasCredential(context: IExecuteFunctions, { id, credentialType }: Provider): boolean {
	const companys = context.getNodeParameter('providers', 0, null);
	return Boolean(context.getNode().credentials?.[credentialType]) && (!Array.isArray(companys) || companys.includes(id));
}

export const missing = (provider: string, channel = ''): VendorError =>
	new VendorError({
		// Like a wrong token: nothing was sent, and it waits until the operator has mended it.
		kind: 'unauthorized',
		message: `This node has no credential of ${provider}${channel && `, which channel ${channel} needs`}`,
		remedy: 'Choose the provider under "Providers" of this node and its credential under "Credentials". What waits is sent then.',
	});
