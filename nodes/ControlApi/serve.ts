import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ofCompany } from '../shared/store/oneCompany';
import { schemaName } from '../shared/store/schemaOption';
import { recordOf } from '../shared/core/json/readers';
import { openStore } from '../shared/store/store';
import { keptCredentials } from '../shared/webhook/credential';
import { attendantsPage } from './page/page';
import { ofError, Refused, type Answer } from './answers';
import { bodyOf, type Call } from './call';
import { message } from './inbound';
import { online } from './online';
import { attendants, list, view } from './read';
import { routeOf, type Route } from './routes';
import { slackClick } from './slack';
import { caller } from './who';
import { command, metadata, orders } from './write';

/** What an attendant with a key may call. */
const HANDLERS: Record<Exclude<Route, 'online' | 'page' | 'slack'>, (call: Call) => Promise<Answer>> = {
	list,
	attendants,
	view,
	order: orders,
	metadata,
	command,
	message,
};

/** n8n puts pages of workflows into a sandbox without an origin, so that they cannot reach its editor; this one stays there. */
const PAGE_HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': "sandbox allow-forms allow-modals allow-scripts; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
};

/** One call of the control API: known route → who calls → done → answered; a change starts the workflow. */
export async function serve(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	let answer: Answer;
	try {
		answer = await answered(context);
	} catch (error) {
		const known = ofError(error);
		if (!known) throw error;
		context.logger.warn('The control API refused a call', { status: known.status, reason: (error as Error).name });
		answer = known;
	}
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries({ 'cache-control': 'no-store', ...answer.headers })) response.setHeader(name, value);
	if (typeof answer.body === 'string') response.status(answer.status).send(answer.body);
	else response.status(answer.status).json(answer.body);
	return {
		noWebhookResponse: true,
		...(answer.event && { workflowData: [[{ json: ofCompany(answer.event, { schema: schemaOf(context) }) }]] }),
	};
}

async function answered(context: IWebhookFunctions): Promise<Answer> {
	const request = context.getRequestObject();
	const found = routeOf(request.method, request.path, context.getNode().webhookId ?? '');
	if (!found) throw new Refused(404, 'NOT_FOUND', 'Este endereço não existe.');
	const { route, parameters } = found;
	if (route === 'online') return await online(context);
	if (route === 'page') return { status: 200, body: attendantsPage(), headers: PAGE_HEADERS };

	if (bytesOf(request) > LARGEST_BODY) throw new Refused(413, 'TOO_LARGE', 'O corpo passa de 1 MB.');
	const now = new Date().toISOString();
	const store = await openStore(keptCredentials(context, Date.parse(now)), schemaOf(context));
	if (route === 'slack') return await slackClick(context, store, now);
	const me = await caller(context, store);
	const query = recordOf(context.getQueryData());
	return await HANDLERS[route]({ context, store, me, parameters, query, body: bodyOf(context.getBodyData(), bytesOf(request)), now });
}

const schemaOf = (context: IWebhookFunctions): string => schemaName(context.getNodeParameter('options.schema', ''));

/** n8n itself takes 16 MB; no order, message or click is near that. */
const LARGEST_BODY = 1024 * 1024;

const bytesOf = (request: object): number => (request as { rawBody?: Buffer }).rawBody?.length ?? 0;
