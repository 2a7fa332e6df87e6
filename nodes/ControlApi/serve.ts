import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { ofCompany } from '../shared/store/oneCompany';
import { schemaName } from '../shared/store/schemaOption';
import { recordOf } from '../shared/core/json/readers';
import { doors } from '../shared/core/limits/doors';
import type { Sample } from '../shared/store/metrics';
import { openStore } from '../shared/store/store';
import { keptCredentials } from '../shared/webhook/credential';
import { attendantsPage } from './page/page';
import { ofError, Refused, type Answer } from './answers';
import { bodyOf, type Call } from './call';
import type { Context } from './context';
import { health } from './health';
import { message } from './inbound';
import { metrics } from './metrics';
import { asKnown, demandRareCalls } from './limits';
import { online } from './online';
import { attendants, list, view } from './read';
import { routeOf, type Route } from './routes';
import { slackClick } from './slack';
import { caller, keyHashIn } from './who';
import { command, metadata, orders } from './write';

/** What an attendant with a key may call. */
const HANDLERS: Record<Exclude<Route, 'online' | 'health' | 'metrics' | 'page' | 'slack' | 'events'>, (call: Call) => Promise<Answer>> = {
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

/** What differs between the doors. */
export interface Door {
	page: () => string;
	pageHeaders: Record<string, string>;
	/** Tells of changes as they happen, for as long as somebody listens. */
	events?: (call: Call) => Answer;
	/** What the process tells of itself: absent where a call may reach any of several. */
	figures?: () => Sample[];
}

/** One call of the control API that came through n8n's webhook; a change starts the workflow. */
export async function serve(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const answer = await answerTo(context, { page: attendantsPage, pageHeaders: PAGE_HEADERS });
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
	if (typeof answer.body === 'string') response.status(answer.status).send(answer.body);
	else response.status(answer.status).json(answer.body);
	return {
		noWebhookResponse: true,
		...(answer.items.length > 0 && { workflowData: [answer.items] }),
	};
}

/** One call, through whichever door it came: known route → who calls → done → answered. */
export async function answerTo(
	context: Context,
	door: Door,
): Promise<Answer & { headers: Record<string, string>; items: INodeExecutionData[] }> {
	const answer = await answered(context, door).catch((error: unknown): Answer => {
		const known = ofError(error);
		if (!known) throw error;
		context.logger.warn('The control API refused a call', { status: known.status, reason: (error as Error).name });
		return known;
	});
	const items = answer.event ? [{ json: ofCompany(answer.event, { schema: schemaOf(context) }) }] : [];
	return { ...answer, headers: { 'cache-control': 'no-store', ...answer.headers }, items };
}

async function answered(context: Context, door: Door): Promise<Answer> {
	const request = context.getRequestObject();
	const found = routeOf(request.method, request.path, context.getNode().webhookId ?? '');
	if (!found || (found.route === 'events' && !door.events)) throw new Refused(404, 'NOT_FOUND', 'Este endereço não existe.');
	const { route, parameters } = found;
	if (KEYLESS.has(route)) demandRareCalls(context, Date.now());
	if (route === 'online') return await online(context);
	if (route === 'health') return await health(context);
	if (route === 'metrics') return await metrics(context, door.figures?.() ?? []);
	if (route === 'page') return { status: 200, body: door.page(), headers: door.pageHeaders };

	if (bytesOf(request) > LARGEST_BODY) throw new Refused(413, 'TOO_LARGE', 'O corpo passa de 1 MB.');
	const now = new Date().toISOString();
	const store = await openStore(keptCredentials(context, Date.parse(now)), schemaOf(context));
	if (route === 'slack')
		return await atSlacksDoor(asKnown(context, '', Date.parse(now), async () => await slackClick(context, store, now)));
	const me = await asKnown(context, keyHashIn(context), Date.parse(now), async () => await caller(context, store));
	const query = recordOf(context.getQueryData());
	const call: Call = { context, store, me, parameters, query, body: bodyOf(context.getBodyData(), bytesOf(request)), now };
	return route === 'events' ? door.events!(call) : await HANDLERS[route](call);
}

/** A click in Slack, counted by what it is answered. */
async function atSlacksDoor(answer: Promise<Answer>): Promise<Answer> {
	await answer.then(
		({ status }) => doors.note('slack', status),
		(error: unknown) => doors.note('slack', ofError(error)?.status ?? 500),
	);
	return await answer;
}

/** What needs no key. */
const KEYLESS = new Set<Route>(['online', 'health', 'metrics', 'page']);

const schemaOf = (context: Context): string => schemaName(context.getNodeParameter('options.schema', ''));

/** n8n itself takes 16 MB; no order, message or click is near that. */
const LARGEST_BODY = 1024 * 1024;

const bytesOf = (request: object): number => (request as { rawBody?: Buffer }).rawBody?.length ?? 0;
