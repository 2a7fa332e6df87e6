import type { IDataObject, INodeExecutionData, ITriggerFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ofCompany } from '../shared/store/oneCompany';
import { schemaName } from '../shared/store/schemaOption';
import { openStore } from '../shared/store/store';
import { keptCredentials } from '../shared/webhook/credential';
import { recordOf } from '../shared/core/json/readers';
import { doors } from '../shared/core/limits/doors';
import { MAX_BYTES } from '../WhatsAppCloud/trigger/signature';
import { Denied, denied, ofError, unauthorized, type Answer } from './answers';
import { claimsIn, holderOf } from './auth/tokens';
import { bodyOf, type Call, type KnownCall } from './call';
import type { Context } from './context';
import { KNOWN, OPEN, type OpenRoute } from './handlers';
import { addressOf, demandPlace } from './limits';
import { demandRole } from './roles';
import { routeOf, type Route } from './routes';
import { receive } from './webhook';

/** The outputs of the node, in order. */
export const OUTPUTS = ['Changed', 'To Send', 'Question'];

/** One call that came through n8n's webhook. */
export async function serve(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const answer = await answerTo(context as Context);
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
	// The workflow answers in place of this.
	if (answer.ask) return { workflowData: itemsOf(answer, context as Context, []) };
	if (typeof answer.body === 'string') response.status(answer.status).send(answer.body);
	else response.status(answer.status).json(answer.body);
	const items = itemsOf(answer, context as Context, (await answer.send?.()) ?? []);
	return { noWebhookResponse: true, ...(items.length > 0 && { workflowData: items }) };
}

/** What the workflow is started with, by output; nothing where nothing starts it. */
export function itemsOf({ event, ask }: Pick<Answer, 'event' | 'ask'>, context: Context, send: IDataObject[]): INodeExecutionData[][] {
	if (!event && send.length === 0 && !ask) return [];
	const schema = { schema: schemaOf(context) };
	return [event ? [event] : [], send, ask ? [ask] : []].map((items) => items.map((json) => ({ json: ofCompany(json, schema) })));
}

/** Starts the workflow of a published trigger, where there is something to start it with. */
export function emitOf(context: Pick<ITriggerFunctions, 'emit'>, items: INodeExecutionData[][]): void {
	if (items.length > 0) context.emit(items);
}

/** One call, through whichever door it came: route → limit → who calls → may they → done. Whatever goes wrong is an answer of the documented shape. */
export async function answerTo(context: Context): Promise<Answer & { route: Route | null }> {
	const request = context.getRequestObject();
	const found = routeOf(request.method, request.path, context.getNode().webhookId ?? '');
	const limits: Record<string, string> = {};
	const answer = await (found.route === null ? nowhere(found.methods) : answered(context, found, limits)).catch(
		(error: unknown): Answer => {
			const known = ofError(error);
			if (known) context.logger.warn('The attendance API refused a call', { status: known.status, reason: (error as Error).name });
			else context.logger.error('The attendance API could not answer a call', { problem: (error as Error).message });
			return known ?? denied(500, 'INTERNAL_ERROR', 'Algo deu errado aqui: tente de novo em instantes.');
		},
	);
	if (found.route === 'receiveWebhook' || found.route === 'verifyWebhook') doors.note('attendance', answer.status);
	return {
		...answer,
		headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...limits, ...answer.headers },
		route: found.route,
	};
}

async function nowhere(methods: string[]): Promise<Answer> {
	await Promise.resolve();
	if (methods.length === 0) throw new Denied(404, 'NOT_FOUND', 'Este endereço não existe');
	throw new Denied(405, 'METHOD_NOT_ALLOWED', 'Este endereço não tem este método', null, { allow: methods.join(', ') });
}

async function answered(
	context: Context,
	{ route, parameters }: { route: Route; parameters: Record<string, string> },
	limits: Record<string, string>,
): Promise<Answer> {
	const now = Date.now();
	const store = await openStore(keptCredentials(context, now), schemaOf(context));
	const call = (): Call => {
		const raw = rawOf(context);
		if (raw.length > LARGEST_BODY) throw new Denied(413, 'TOO_LARGE', 'O corpo passa de 1 MB.');
		const body = context.getRequestObject().method === 'GET' ? {} : bodyOf(context.getBodyData(), raw.length);
		return { context, store, parameters, query: recordOf(context.getQueryData()), body, now };
	};
	const takePlace = (caller: string) => Object.assign(limits, demandPlace(context, route, caller, now));
	if (route in OPEN) {
		takePlace(addressOf(context));
		return await OPEN[route as OpenRoute](call());
	}
	if (route === 'receiveWebhook') {
		const query = recordOf(context.getQueryData());
		return await receive({ context, store, parameters, query, body: {}, now }, await wholeRaw(context), context.helpers);
	}
	const claims = await claimsIn(store, tokenIn(context));
	takePlace(claims === null ? addressOf(context) : `user ${claims.number}`);
	const holder = claims && (await holderOf(store, claims));
	if (holder === null) throw unauthorized();
	demandRole(route, holder.user);
	const known: KnownCall = { ...call(), me: holder.user, claims: holder.claims };
	return await KNOWN[route as keyof typeof KNOWN](known);
}

const tokenIn = (context: Context): string => /^Bearer\s+(\S+)\s*$/i.exec(String(context.getHeaderData().authorization ?? ''))?.[1] ?? '';

export const schemaOf = (context: Context): string => schemaName(context.getNodeParameter('options.schema', ''));

/** n8n itself takes 16 MB; no message is near that, but for pictures in base64. */
export const LARGEST_BODY = 1024 * 1024;
/** What Meta sends at most. */
export const LARGEST_DELIVERY = MAX_BYTES;

const rawOf = (context: Context): Buffer => (context.getRequestObject() as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0);

/** The bytes as they came; n8n keeps them beside what it read of them. */
async function wholeRaw(context: Context): Promise<Buffer> {
	const request = context.getRequestObject() as { rawBody?: Buffer; readRawBody?: () => Promise<void> };
	if (!request.rawBody) await request.readRawBody?.();
	return rawOf(context);
}
