import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../shared/core/json/readers';
import { VendorError } from '../shared/http/errors';
import type { Provider } from '../shared/provider/provider';
import { whatsAppCloudProvider } from '../WhatsAppCloud/provider';
import { zApiProvider } from '../ZApi/provider';

/** Whoever adds a vendor of WhatsApp adds it here, and the slot of its credential in the node. */
export const PROVIDERS: readonly Provider[] = [zApiProvider, whatsAppCloudProvider];

/** Chosen by what is to be sent: the provider that the conversation is with. */
export const OF_THE_CONVERSATION = 'conversation';

/**
 * The provider to send by: the one that was chosen, else the one that the item names, as turns and the outbox do; where it names none (a notice to the team,
 * an item of somebody else's), the only one whose credential is there.
 * @throws {VendorError} when its credential is missing: what was to be sent waits until the operator adds it
 * @throws {RangeError} when nothing tells which of several
 */
export function providerFor(context: IExecuteFunctions, itemIndex: number): Provider {
	const chosen = textOf(context.getNodeParameter('provider', itemIndex, OF_THE_CONVERSATION));
	const { provider, channel } = context.getInputData()[itemIndex].json;
	const id = chosen === OF_THE_CONVERSATION ? textOf(provider) : chosen;
	const has = ({ credentialType }: Provider) => Boolean(context.getNode().credentials?.[credentialType]);
	if (id === '') return onlyOne(PROVIDERS.filter(has));
	const found = PROVIDERS.find((one) => one.id === id);
	if (!found) throw new RangeError(`"${id}" is no provider of WhatsApp that this node knows: ${PROVIDERS.map((one) => one.id).join(', ')}`);
	if (!has(found)) throw missing(found.name, textOf(channel));
	return found;
}

function onlyOne(having: Provider[]): Provider {
	if (having.length > 1)
		throw new RangeError(
			'Nothing tells which provider this goes by: choose one in "Provider", or hand on an item that names it in "provider"',
		);
	const [only] = having;
	if (!only) throw missing(PROVIDERS.map(({ name }) => name).join(' or '));
	return only;
}

const missing = (provider: string, channel = ''): VendorError =>
	new VendorError({
		// Like a wrong token: nothing was sent, and it waits until the operator has mended it.
		kind: 'unauthorized',
		message: `This node has no credential of ${provider}${channel && `, which channel ${channel} needs`}`,
		remedy: 'Choose it under "Credentials" of this node. What waits is sent then.',
	});
