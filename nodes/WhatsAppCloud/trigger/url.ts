import type { IHookFunctions, INode, ITriggerFunctions } from 'n8n-workflow';

import { ownPortOf, type OwnPort } from '../../shared/server/ownPort';
import { noUrl } from '../../shared/webhook/ownUrl';
import { stores } from './properties';

/** What n8n's webhook and the port know a node by. */
export const idOf = ({ webhookId, id }: INode): string => webhookId ?? id;

/** The last segment, as of n8n's webhook. */
export const LAST_SEGMENT = 'whatsapp';

/** Where a node's door is below its port: at the path of n8n's webhook, so that the address differs in its beginning alone. */
export const pathOf = (node: INode): string => `/webhook/${idOf(node)}`;

/** The port of its own that this trigger listens on; null when n8n's webhook is its door. Only what stores messages may have one: nothing of it waits for an execution. */
export const ownDoorOf = (context: IHookFunctions | ITriggerFunctions): OwnPort | null => (stores(context) ? ownPortOf(context) : null);

/** The address at a port. */
export const urlAt = ({ publicUrl }: OwnPort, node: INode): string => `${publicUrl}${pathOf(node)}/${LAST_SEGMENT}`;

/** A test always goes through n8n, which listens for it. */
export const isTest = (context: IHookFunctions): boolean => context.getActivationMode() === 'manual';

/** The address that Meta is given for this node: of its own port or of n8n's webhook. */
export function ourUrl(context: IHookFunctions): string {
	const own = isTest(context) ? null : ownDoorOf(context);
	if (own !== null) return urlAt(own, context.getNode());
	const url = context.getNodeWebhookUrl('default');
	if (!url) throw noUrl(context);
	return url;
}
