import { randomBytes } from 'node:crypto';

import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import { send } from '../../shared/http/send';
import { mayReplace } from '../../shared/webhook/otherUrl';
import { giveBack, take, type SlotMemory, type UrlSlot } from '../../shared/webhook/urlSlot';
import { chatwoot } from '../api';
import { entriesOf, recordOf } from '../envelopes';
import { seal } from './signature';
import { isOurs } from '../../shared/webhook/ownUrl';
import { standingOf } from '../../shared/webhook/standing';
import { modeOf, ourUrl } from './url';

/** What is kept with the workflow between switching on and a delivery. */
export interface Memory extends SlotMemory {
	/** The secret that Chatwoot signs with, sealed; absent for servers that sign nothing. */
	sealedSecret?: string;
	/** The user of the token. */
	ownUserId?: number;
}

export interface Registration {
	isRight: () => Promise<boolean>;
	create: () => Promise<void>;
	remove: () => Promise<void>;
}

const NAME = 'n8n AtendeAqui';

/** How the chosen mode is switched on and off at Chatwoot. */
export function registrationOf(context: IHookFunctions): Registration {
	const mode = context.getNodeParameter('mode') as string;
	if (mode === 'account') return accountWebhook(context);
	return oneUrl(context, mode === 'inbox' ? inboxSlot(context) : botSlot(context));
}

const memoryOf = (context: IHookFunctions): Memory => context.getWorkflowStaticData('node') as Memory;

const idOf = (context: IHookFunctions, name: string): number => {
	const id = String(context.getNodeParameter(name, '', { extractValue: true }));
	if (!/^\d+$/.test(id)) throw new RangeError(`Choose the ${name === 'inbox' ? 'inbox' : 'agent bot'} first`);
	return Number(id);
};

async function remember(context: IHookFunctions, secret: unknown): Promise<void> {
	const memory = memoryOf(context);
	const { apiAccessToken } = await context.getCredentials('atendeAquiChatwootApi');
	if (typeof secret === 'string' && secret !== '') memory.sealedSecret = seal(secret, String(apiAccessToken).trim(), randomBytes(12));
	else delete memory.sealedSecret;
	delete memory.ownUserId;
	if (context.getNodeParameter('options.dedicatedUser', false) !== true) return;
	const { id } = recordOf(await send(context, chatwoot, { method: 'GET', path: '/profile', repeatable: true }));
	memory.ownUserId = Number(id);
}

function accountWebhook(context: IHookFunctions): Registration {
	const wanted = (): string[] => {
		const events = (context.getNodeParameter('events') as string[]).filter((event) => !BOT_EVENTS.has(event));
		if (events.length === 0) throw new RangeError('Choose at least one event that an account webhook can have');
		return events;
	};
	const list = async () => entriesOf(await send(context, chatwoot, { method: 'GET', path: '/webhooks', repeatable: true }), 'webhooks');
	const drop = async ({ id }: IDataObject) => {
		await send(context, chatwoot, { method: 'DELETE', path: `/webhooks/${String(id)}`, repeatable: true }).catch((error: unknown) => {
			if (!(error instanceof VendorError && error.kind === 'notFound')) throw error;
		});
	};
	const own = async () => {
		const url = await ourUrl(context);
		return (await list()).find((webhook) => webhook.url === url);
	};
	const update = async (webhook: IDataObject) => {
		const body = { subscriptions: wanted() };
		return await send(context, chatwoot, { method: 'PATCH', path: `/webhooks/${String(webhook.id)}`, body, repeatable: true });
	};
	return {
		isRight: async () => {
			const webhook = await own();
			if (!webhook) return false;
			await remember(context, webhook.secret);
			return sameSet(webhook.subscriptions as string[], wanted());
		},
		create: async () => {
			const url = await ourUrl(context);
			const existing = await list();
			const ours = existing.find((webhook) => webhook.url === url);
			const body = { url, name: NAME, subscriptions: wanted() };
			const answer = ours
				? await update(ours)
				: await send(context, chatwoot, { method: 'POST', path: '/webhooks', body, repeatable: false }).catch(async (error: unknown) => {
						// A request that seemed lost, or another main instance, made it: a URL is unique in the account.
						const made = error instanceof VendorError ? await own() : undefined;
						if (!made) throw error;
						return await update(made);
					});
			await remember(context, recordOf(answer, 'webhook').secret ?? ours?.secret);
			const isStale = (other: string) => other !== url && isOurs(context)(other) && modeOf(context, other) === modeOf(context, url);
			for (const webhook of existing) {
				const other = String(webhook.url);
				// What is left of a workflow that was deleted, or of an n8n that was installed anew at this address, is nobody's: Chatwoot would call it for ever.
				if (isStale(other) || (!isOurs(context)(other) && (await standingOf(context, other)) === 'gone')) await drop(webhook);
			}
		},
		remove: async () => {
			const webhook = await own();
			if (webhook) await drop(webhook);
			delete memoryOf(context).sealedSecret;
		},
	};
}

/** Events that only bots hear of. */
export const BOT_EVENTS = new Set(['conversation_opened', 'conversation_resolved']);

const sameSet = (a: string[] = [], b: string[]): boolean => a.length === b.length && a.every((one) => b.includes(one));

type SecretSlot = UrlSlot & { secret: () => unknown };

function oneUrl(context: IHookFunctions, slot: SecretSlot): Registration {
	const whose = { isOurs: isOurs(context), standing: async (url: string) => await standingOf(context, url) };
	return {
		isRight: async () => {
			if ((await slot.read()) !== (await ourUrl(context))) return false;
			await remember(context, slot.secret());
			return true;
		},
		create: async () => {
			await take(slot, await ourUrl(context), memoryOf(context), { ...whose, mayReplace: mayReplace(context) });
			await remember(context, slot.secret());
		},
		remove: async () => {
			const url = await ourUrl(context);
			await giveBack(slot, url, memoryOf(context), whose);
			// A callback that nobody answers makes Chatwoot mark every message as failed.
			if ((await slot.read()) === url) await slot.write('');
			delete memoryOf(context).sealedSecret;
		},
	};
}

/** The callback URL of an API inbox. */
function inboxSlot(context: IHookFunctions): SecretSlot {
	const path = `/inboxes/${idOf(context, 'inbox')}`;
	let record: IDataObject = {};
	return {
		read: async () => {
			record = recordOf(await send(context, chatwoot, { method: 'GET', path, repeatable: true }));
			if (record.channel_type !== 'Channel::Api')
				throw new RangeError('Only API inboxes have a callback URL: choose one, or the mode Account');
			return String(record.webhook_url ?? '');
		},
		write: async (url) => {
			await send(context, chatwoot, { method: 'PATCH', path, body: { channel: { webhook_url: url } }, repeatable: true });
		},
		secret: () => record.secret,
	};
}

/** The webhook URL of an agent bot. */
function botSlot(context: IHookFunctions): SecretSlot {
	const path = `/agent_bots/${idOf(context, 'agentBot')}`;
	let record: IDataObject = {};
	return {
		read: async () => {
			record = recordOf(await send(context, chatwoot, { method: 'GET', path, repeatable: true }));
			return String(record.outgoing_url ?? '');
		},
		write: async (url) => {
			await send(context, chatwoot, { method: 'PATCH', path, body: { outgoing_url: url }, repeatable: true });
		},
		secret: () => record.secret,
	};
}
