import type { IHookFunctions } from 'n8n-workflow';

import { NOBODYS_SECRET, toldToStranger } from './stranger';

/**
 * Who would miss a URL that a vendor holds: `foreign`, somebody this n8n knows nothing of; `published`, a workflow of this n8n that listens; `gone`,
 * nobody, its workflow was deleted or unpublished; `unknown`, a trigger like ours on this n8n that could not be asked.
 */
export type Standing = 'foreign' | 'published' | 'gone' | 'unknown';

/**
 * Asks this n8n whether somebody listens at a URL. Only URLs as triggers of this package have them are asked, and with a wrong secret: a trigger refuses
 * the call, n8n says 404 and names the path when there is none (2.37, `WebhookNotFoundError`). A proxy's 404 says nothing of a workflow.
 */
export async function standingOf(context: IHookFunctions, url: string): Promise<Standing> {
	const copy = copyOf(String(context.getNodeWebhookUrl('default') ?? ''), url);
	if (!copy) return 'foreign';
	const asked = await toldToStranger(context, copy.url);
	if (asked?.statusCode === 401 || asked?.statusCode === 403) return 'published';
	const { code, message } = ((asked?.body ?? {}) as unknown as { code?: unknown; message?: unknown }) ?? {};
	const isGone = asked?.statusCode === 404 && code === 404 && String(message).includes(`${copy.id}/${NOBODYS_SECRET}`);
	return isGone ? 'gone' : 'unknown';
}

/**
 * The URL of another node like ours on this n8n, in test or production mode, with a secret that it refuses; null when it is none. Our own ends in
 * `/webhook/<webhook id>/<webhook id>/<32 hexadecimal characters>`.
 */
function copyOf(ours: string, url: string): { id: string; url: string } | null {
	if (!URL.canParse(ours) || !URL.canParse(url)) return null;
	const [own, other] = [new URL(ours), new URL(url)];
	const [ownParts, parts] = [own.pathname.split('/'), other.pathname.split('/')];
	const before = (all: string[]) => all.slice(0, -4).join('/');
	const [id, again, secret] = parts.slice(-3);
	const isCopy =
		other.host === own.host && before(parts) === before(ownParts) && parts.length > 4 && id === again && /^[0-9a-f]{32}$/.test(secret);
	if (!isCopy) return null;
	own.pathname = [...parts.slice(0, -1), NOBODYS_SECRET].join('/');
	return { id, url: own.href };
}
