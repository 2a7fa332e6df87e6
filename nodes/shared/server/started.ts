import type { IDataObject, IExecuteResponsePromiseData, IRun, ITriggerFunctions } from 'n8n-workflow';

import { answerOf } from './listen';

/** As long as a vendor would wait for n8n's webhook. */
const ANSWER_WITHIN_MS = 30_000;
/** n8n says in this time that it could not take an execution; that it took one it does not say. */
const REFUSED_WITHIN_MS = 1000;

/**
 * Starts the workflow for what is not stored here, such as a delivery that failed, and answers as n8n's webhook would: what a node of the workflow answers, or its
 * end.
 * @param items all of one execution
 * @param isPatient whether the answer waits for the workflow
 */
export async function started(context: ITriggerFunctions, items: IDataObject[], isPatient: boolean): Promise<Response> {
	const answer = context.helpers.createDeferredPromise<IExecuteResponsePromiseData>();
	const end = context.helpers.createDeferredPromise<IRun>();
	context.emit([items.map((json) => ({ json }))], answer, end);
	let timer: NodeJS.Timeout | undefined;
	const enough = new Promise<Response>((resolve) => {
		timer = setTimeout(() => resolve(answerOf(200, { started: true })), isPatient ? ANSWER_WITHIN_MS : REFUSED_WITHIN_MS);
	});
	const failed = () => answerOf(500, { error: 'The workflow could not be started or failed' });
	const ended = end.promise.then((run) => (run?.status === 'error' ? failed() : answerOf(200, { started: true })), failed);
	const answered = answer.promise.then(responseOf, failed);
	const first = await Promise.race([answered, ended, enough]);
	clearTimeout(timer);
	return first;
}

/** What a node of the workflow answered: a whole response, or its body alone. */
function responseOf(given: IExecuteResponsePromiseData): Response {
	const { statusCode, body } = given as { statusCode?: unknown; body?: unknown };
	const isWhole = typeof statusCode === 'number';
	const content = isWhole ? body : given;
	return answerOf(isWhole ? statusCode : 200, typeof content === 'object' && content !== null ? content : { answer: content });
}
