import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { contextOf, parametersOf } from '../ControlApi/portContext';
import { at } from '../shared/core/json/readers';
import { doors } from '../shared/core/limits/doors';
import { answerOf } from '../shared/server/listen';
import type { Part } from '../shared/server/mount';
import { ownPortOf, staysOnHttps, type OwnPort } from '../shared/server/ownPort';
import { listenAt } from '../shared/server/published';
import { ofError } from './answers';
import { asked } from './asked';
import type { Context } from './context';
import { cors } from './cors';
import { traffic } from './metrics';
import { originsIn } from './originsOption';
import { routeOf, templateOf } from './routes';
import { answerTo, emitOf, itemsOf, LARGEST_BODY, LARGEST_DELIVERY } from './serve';
import { groundsOf } from './socket/grounds';
import { socketParts } from './socket/part';

/** Where the document has its routes: below `/api/v1` of the origin, and beside it what watches over the server asks for. */
const API = '/api/v1';
const PATHS = [API, '/health', '/metrics'];
const WEBHOOK = '/whatsapp/webhook';

/** Serves the API on a port of its own where the operator chose one; n8n's webhooks stay there. */
export async function listenIfChosen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const own = ownPortOf(context);
	if (own === null || context.getMode() === 'manual') return {};
	context.logger.info('The attendance API has an address of its own', { url: `${own.publicUrl}${API}` });
	const open: ITriggerResponse[] = [];
	const close = async () => void (await Promise.all(open.map(async ({ closeFunction }) => await closeFunction?.())));
	try {
		// Asked for at the public URL once, when all of them are there.
		const [api, ...others] = partsOf(context, own);
		for (const part of others) open.push(await listenAt(context, own, part, null));
		open.push(await listenAt(context, own, api, { method: 'GET', path: '/nothing', status: 404, error: 'NOT_FOUND' }));
		return { closeFunction: close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Everything that the server has on its port; the API comes first. */
function partsOf(context: ITriggerFunctions, own: OwnPort): Part[] {
	const parameters = parametersOf(context);
	const pages = cors(originsIn(at(parameters, 'options', 'origins')));
	const routes = PATHS.map((path): Part => ({
		path,
		answer: async (request, rest) => {
			const whole = `${path}/${rest}`;
			return staysOnHttps(await counted(context, parameters, request, whole), own);
		},
	}));
	return [...routes, ...socketParts(groundsOf(context, parameters, own))].map((part) => ({ ...part, pages }));
}

/** One call on the port, counted by its route. */
async function counted(context: ITriggerFunctions, parameters: IDataObject, request: Request, path: string): Promise<Response> {
	const startedAt = performance.now();
	const response = await answered(context, parameters, request, path);
	const { route } = routeOf(request.method, path, '');
	traffic.note(route && templateOf(route), request.method, response.status, performance.now() - startedAt);
	return response;
}

async function answered(context: ITriggerFunctions, parameters: IDataObject, request: Request, path: string): Promise<Response> {
	let call: Context;
	const isDelivery = path.replace(/\/+$/, '').endsWith(WEBHOOK) && request.method === 'POST';
	try {
		const body = isDelivery ? { largest: LARGEST_DELIVERY, isRead: false } : { largest: LARGEST_BODY };
		call = { ...(await contextOf(context, parameters, request, path.slice(1), body)), helpers: context.helpers };
	} catch (error) {
		const known = ofError(error);
		if (known === null) throw error;
		// What is read whole comes to the door itself, which counts it.
		if (isDelivery) doors.note('attendance', known.status);
		return answerOf(known.status, known.body as object, { ...known.headers, connection: 'close' });
	}
	const answer = await answerTo(call);
	const given = answer.ask ? await asked(context, itemsOf(answer, call, []), answer) : answer;
	if (!answer.ask) emitOf(context, itemsOf(answer, call, []));
	void answer.send?.().then((send) => emitOf(context, itemsOf({}, call, send)));
	const { status, body, headers = {} } = given;
	if (request.method === 'HEAD') return new Response(null, { status, headers });
	return typeof body === 'string' ? new Response(body, { status, headers }) : answerOf(status, body, headers);
}
