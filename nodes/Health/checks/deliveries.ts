import type { IExecuteFunctions } from 'n8n-workflow';

import { whatsAppCloud } from '../../WhatsAppCloud/api';
import { inForce, readCallbacks } from '../../WhatsAppCloud/trigger/callbackUrl';
import { zApi } from '../../ZApi/api';
import { recordOf, textOf } from '../../shared/core/json/readers';
import { send } from '../../shared/http/send';
import { NOBODYS_SECRET, toldToStranger } from '../../shared/webhook/stranger';
import { ok, type Check, type Finding } from '../finding';

/** Where messages go that a provider delivers, and whether a workflow of this package takes them there. */
export const deliveries: Check[] = [
	{
		integration: 'zapi_url',
		credential: zApi.credentialType,
		look: async ({ context }) => {
			const me = recordOf(await send(context, zApi, { method: 'GET', path: '/me', repeatable: true }));
			return [await judged(context, 'zapi_url', textOf(me.receivedCallbackUrl).trim(), zApi.name)];
		},
	},
	{
		integration: 'whatsapp_cloud_url',
		credential: whatsAppCloud.credentialType,
		look: async ({ context }) => [await judged(context, 'whatsapp_cloud_url', inForce(await readCallbacks(context)).trim(), 'Meta')],
	},
];

async function judged(context: IExecuteFunctions, integration: string, url: string, vendor: string): Promise<Finding> {
	const wrong = (reason: keyof typeof WRONG, host = ''): Finding => ({
		integration,
		outcome: 'error',
		reason,
		message: WRONG[reason].message(vendor, host),
		remedy: WRONG[reason].remedy,
		// The URL itself is a secret: its host alone is told.
		...(host && { sentence: `as mensagens vão para ${host}.` }),
		// Whoever publishes once more is without a URL for a moment.
		fault: reason === 'unpublished' ? 'passing' : 'operator',
	});
	if (url === '') return wrong('nobodyListens');
	if (!URL.canParse(url)) return wrong('elsewhere', 'um endereço que não existe');
	const { host, protocol, pathname } = new URL(url);
	if (protocol !== 'https:' && !isLocal(host)) return wrong('notHttps');
	const last = pathname.split('/').at(-1) ?? '';
	// As the paths of our triggers end, on n8n's webhook and on a port of their own.
	const secret = /^[0-9a-f]{32}$/.test(last) ? last : null;
	const asked = await toldToStranger(context, secret ? url.replace(secret, NOBODYS_SECRET) : url);
	// A network may not let this machine reach its own public address: that says nothing.
	if (!asked) return ok(integration);
	const { code, message } = recordOf(asked.body);
	if (asked.statusCode === 404 && code === 404 && /webhook/i.test(textOf(message))) return wrong('unpublished', host);
	// Whoever has our form of an address and refuses a stranger is a trigger of this package; Meta's has no secret in it.
	const refuses = [400, 401, 403, 405].includes(asked.statusCode);
	if (!refuses || (secret === null && vendor !== 'Meta')) return wrong('elsewhere', host);
	// A trigger says why; a gate before it (Cloudflare Access, a firewall) shows a page, to the provider as well.
	return typeof recordOf(asked.body).error === 'string' ? ok(integration) : wrong('gated', host);
}

/** A test server has its own rules. */
const isLocal = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host);

const WRONG = {
	nobodyListens: {
		message: (vendor: string) => `${vendor} has no address for messages: nobody gets them`,
		remedy: 'Publish the workflow with the trigger of this provider.',
	},
	notHttps: {
		message: (vendor: string) => `${vendor} delivers to https addresses only, and the one that it has is none`,
		remedy:
			'Set WEBHOOK_URL of n8n to its public address, which must begin with https://, start n8n again and publish the workflow once more.',
	},
	gated: {
		message: (vendor: string, host: string) => `Something before the trigger at ${host} refuses calls, and those of ${vendor} as well`,
		remedy: 'Let the paths of the webhooks through without a login or a challenge: each trigger checks its calls by itself.',
	},
	unpublished: {
		message: (vendor: string, host: string) => `${vendor} delivers to a workflow at ${host} that is not published`,
		remedy: 'Publish that workflow, or the one that is to take its place.',
	},
	elsewhere: {
		message: (vendor: string, host: string) => `${vendor} delivers messages to ${host}, which is no trigger of this package`,
		remedy: 'If that is a mistake, publish the workflow with the trigger of this provider, and allow it there to take the address over.',
	},
} satisfies Record<string, { message: (vendor: string, host: string) => string; remedy: string }>;
