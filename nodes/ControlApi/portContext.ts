import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

import { at } from '../shared/core/json/readers';
import { bytesOf, readBody } from '../shared/server/body';
import { callerAt } from '../shared/server/peer';
import { keptCredentials } from '../shared/webhook/credential';
import type { Context } from './context';

/** What is read of a credential is kept this long: outside an execution each reading costs n8n an isolated VM. */
export const CREDENTIAL_KEPT_MS = 60_000;

/** Everything that the operator set, read while n8n starts the trigger: later it has no more what expressions need. */
export const parametersOf = (context: ITriggerFunctions): IDataObject =>
	Object.fromEntries(Object.keys(context.getNode().parameters).map((name) => [name, context.getNodeParameter(name) as IDataObject]));

/**
 * A call on the port as the webhook's context shows one.
 * @param rest of the path, below the node's own
 * @param body how large it may be, and whether it is read: what is believed by its bytes is not, before they are looked at
 * @throws {BodyRefused}
 */
export async function contextOf(
	context: ITriggerFunctions,
	parameters: IDataObject,
	request: Request,
	rest: string,
	{ largest, isRead = true }: { largest?: number; isRead?: boolean } = {},
): Promise<Context> {
	const bytes = await bytesOf(request, largest);
	const body = isRead ? readBody(bytes, request.headers.get('content-type') ?? '') : {};
	const { searchParams } = new URL(request.url);
	const incoming = { method: request.method, path: `/${rest}`, rawBody: Buffer.from(bytes), ip: callerAt(request) };
	return {
		logger: context.logger,
		getNode: () => context.getNode(),
		getCredentials: keptCredentials(context, Date.now(), CREDENTIAL_KEPT_MS).getCredentials as Context['getCredentials'],
		getHeaderData: () => Object.fromEntries(request.headers),
		getQueryData: () => Object.fromEntries(searchParams),
		getBodyData: () => body as IDataObject,
		getRequestObject: () => incoming as unknown as ReturnType<Context['getRequestObject']>,
		getNodeParameter: ((name: string, fallback?: unknown) => at(parameters, ...name.split('.')) ?? fallback) as Context['getNodeParameter'],
	};
}
