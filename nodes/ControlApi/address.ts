import type { IHookFunctions } from 'n8n-workflow';

import { ownPortOf } from '../shared/server/ownPort';
import { publishPage, unpublishPage } from '../shared/store/page';
import { schemaName } from '../shared/store/schemaOption';
import { openStore, type Store } from '../shared/store/store';

/** The path of the page below the base of the control API. */
const PAGE = 'painel';

/** Under which path a port of its own serves a node. */
export const pathAtPort = ({ webhookId, id }: { webhookId?: string; id: string }): string => `/atendimento/${webhookId ?? id}`;

/**
 * Where the world finds the page: at the public URL of its own port, else at n8n's webhook. Null where n8n knows itself only from inside: what leads to this
 * machine leads whoever reads it on a phone nowhere. What is no part of the address is left out.
 */
export function pageUrl(context: IHookFunctions): string | null {
	const own = ownPortOf(context);
	const base = own ? `${own.publicUrl}${pathAtPort(context.getNode())}` : context.getNodeWebhookUrl('default');
	if (!base || !URL.canParse(base)) return null;
	const { origin, pathname, hostname } = new URL(base);
	return ONLY_HERE.test(hostname) ? null : `${origin}${pathname.replace(/\/$/, '')}/${PAGE}`;
}

/** The names by which a machine calls itself (RFC 6761 6.3, RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
const ONLY_HERE = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;

/** Keeps where the page is, for notices to lead there. That it cannot be kept stops nothing: notices then have no link. */
export const announcePage = async (context: IHookFunctions): Promise<void> =>
	await whilePublished(context, async (store) => {
		const [node, url] = [nodeKey(context), pageUrl(context)];
		const isNew = !['init', 'leadershipChange'].includes(context.getActivationMode());
		await (url === null ? unpublishPage(store, node) : publishPage(store, node, url, isNew));
	});

/** Forgets it. */
export const withdrawPage = async (context: IHookFunctions): Promise<void> =>
	await whilePublished(context, async (store) => await unpublishPage(store, nodeKey(context)));

/** Copies of a workflow may have nodes of the same id; of one webhook n8n publishes one alone. */
const nodeKey = (context: IHookFunctions): string => context.getNode().webhookId ?? context.getNode().id;

/** A test of the workflow publishes nothing and unpublishes nothing. */
async function whilePublished(context: IHookFunctions, act: (store: Store) => Promise<void>): Promise<void> {
	if (context.getMode() === 'manual' || context.getActivationMode() === 'manual') return;
	try {
		await act(await openStore(context, schemaName(context.getNodeParameter('options.schema', ''))));
	} catch (error) {
		context.logger.warn('The address of the page for attendants could not be noted: notices to the team have no link to it', {
			problem: (error as Error).message,
		});
	}
}
