import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { BodyRefused } from '../shared/server/body';
import { ownPortOf, staysOnHttps, type OwnPort } from '../shared/server/ownPort';
import { listenAt } from '../shared/server/published';
import { answerOf } from '../shared/server/listen';
import type { Part } from '../shared/server/mount';
import { pathAtPort } from './address';
import { refused } from './answers';
import { openStore } from '../shared/store/store';
import { sample } from '../shared/store/metrics';
import { schemaName } from '../shared/store/schemaOption';
import { keptCredentials } from '../shared/webhook/credential';
import { at } from '../shared/core/json/readers';
import { events, listeners } from './events';
import { traffic } from './metrics/traffic';
import { routeOf, templateOf } from './routes';
import { attendantsPageOnPort } from './page/page';
import { contextOf, CREDENTIAL_KEPT_MS, parametersOf } from './portContext';
import { answerTo, type Door } from './serve';

/**
 * Beside the page's own policy: it talks to its own server alone, and nobody frames it. It has an origin here, so no sandbox is needed to keep it away from n8n's
 * editor: that is another origin.
 */
const PAGE_HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': "connect-src 'self'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
};

/** Serves the control API and the page on a port of its own where the operator chose one; n8n's webhooks stay there. */
export async function listenIfChosen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const own = ownPortOf(context);
	if (own === null || context.getMode() === 'manual') return {};
	const { part, end } = partOf(context, own);
	context.logger.info('The page for attendants has an address of its own', { url: `${own.publicUrl}${part.path}/painel` });
	try {
		const probe = { method: 'GET', path: '/nothing', status: 404, error: 'NOT_FOUND' } as const;
		const { closeFunction } = await listenAt(context, own, part, probe);
		return {
			// First of all: a part is closed once its answers are given, and these are never given in full.
			closeFunction: async () => {
				end();
				await closeFunction?.();
			},
		};
	} catch (error) {
		end();
		throw error;
	}
}

/** What this process did: the port is of one process alone, while n8n may have several behind its webhooks. */
const figures = () => [...traffic.samples(), sample('websocket_connections_active', {}, listeners())];

function partOf(context: ITriggerFunctions, own: OwnPort): { part: Part; end: () => void } {
	const parameters = parametersOf(context);
	const schema = () => schemaName(at(parameters, 'options', 'schema') ?? '');
	const told = events(async () => await openStore(keptCredentials(context, Date.now(), CREDENTIAL_KEPT_MS), schema()));
	const answer = async (request: Request, rest: string): Promise<Response> => {
		const door: Door = {
			page: attendantsPageOnPort,
			pageHeaders: PAGE_HEADERS,
			events: (call) => told.answer(call, request.signal),
			figures,
		};
		const { status, body, headers, items } = await answerTo(await contextOf(context, parameters, request, rest), door);
		if (items.length > 0) context.emit([items]);
		if (body instanceof ReadableStream) return new Response(body, { status, headers });
		if (typeof body === 'object') return answerOf(status, body, headers);
		return new Response(body === '' ? null : body, { status, headers });
	};
	const safely = async (request: Request, rest: string): Promise<Response> =>
		await answer(request, rest).catch((error: Error) => {
			if (error instanceof BodyRefused) return refusedBody(error);
			context.logger.error('The control API could not answer a call', { problem: error.message });
			return answerOf(500, refused(500, 'INTERNAL', 'Algo deu errado aqui: tente de novo em instantes.').body as object);
		});
	const part: Part = {
		path: pathAtPort(context.getNode()),
		answer: async (request, rest) => {
			const startedAt = performance.now();
			const response = staysOnHttps(await safely(request, rest), own);
			const found = routeOf(request.method, `/${rest}`, context.getNode().webhookId ?? '');
			traffic.note(found && templateOf(found.route), request.method, response.status, performance.now() - startedAt);
			return response;
		},
	};
	return { part, end: told.end };
}

const refusedBody = ({ status }: BodyRefused): Response => {
	const [code, message] =
		status === 413
			? ['TOO_LARGE', 'O corpo passa de 1 MB.']
			: status === 503
				? ['UNAVAILABLE', 'Há muita coisa chegando ao mesmo tempo: tente de novo em instantes.']
				: ['INVALID_INPUT', 'Não consegui ler o corpo: envie um objeto JSON.'];
	return answerOf(status, refused(status, code, message).body as object, { connection: 'close' });
};
