import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { BodyRefused } from '../shared/server/body';
import { ownPortOf } from '../shared/server/ownPort';
import { listenAt } from '../shared/server/published';
import { answerOf } from '../shared/server/listen';
import type { Part } from '../shared/server/mount';
import { refused } from './answers';
import { contextOf, parametersOf } from './portContext';
import { answerTo } from './serve';

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
	const part = partOf(context);
	context.logger.info('The page for attendants has an address of its own', { url: `${own.publicUrl}${part.path}/painel` });
	return await listenAt(context, own, part, { method: 'GET', path: '/nothing', status: 404, error: 'NOT_FOUND' });
}

function partOf(context: ITriggerFunctions): Part {
	const parameters = parametersOf(context);
	const answer = async (request: Request, rest: string): Promise<Response> => {
		const { status, body, headers, items } = await answerTo(await contextOf(context, parameters, request, rest), PAGE_HEADERS);
		if (items.length > 0) context.emit([items]);
		if (typeof body === 'object') return answerOf(status, body, headers);
		return new Response(body === '' ? null : body, { status, headers });
	};
	return {
		path: `/atendimento/${context.getNode().webhookId ?? context.getNode().id}`,
		answer: async (request, rest) =>
			await answer(request, rest).catch((error: Error) => {
				if (error instanceof BodyRefused) return refusedBody(error);
				context.logger.error('The control API could not answer a call', { problem: error.message });
				return answerOf(500, refused(500, 'INTERNAL', 'Algo deu errado aqui: tente de novo em instantes.').body as object);
			}),
	};
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
