import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { flagOf, recordOf, textOf } from '../core/json/readers';
import { approvalPage, PAGE_HEADERS, recordedPage, textPage } from './page';

interface Approval {
	approvalType?: 'single' | 'double';
	approveLabel?: string;
	declineLabel?: string;
}

const LONGEST_TEXT = 10_000;

/**
 * A call to the address of a question; n8n has checked its signature. Looking at the page decides nothing, so that link previews and scanners cannot
 * answer: only what is sent from it does. The answer leaves the node under `data`, as from n8n's own nodes.
 */
export async function answerWaiting(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isLook = context.getRequestObject().method === 'GET';
	const given = recordOf(context.getBodyData());
	switch (context.getNodeParameter('responseType', 'approval')) {
		case 'nextMessage':
			return isLook ? show(context, 405, '') : answered({ text: textOf(given.text), message: given as IDataObject }, { resumed: true });
		case 'freeText': {
			const text = textOf(given.text).trim();
			return isLook || text === '' ? show(context, 200, textPage(question(context))) : answered({ text: text.slice(0, LONGEST_TEXT) });
		}
		default: {
			const { approvalType = 'double', approveLabel, declineLabel } = context.getNodeParameter('approvalOptions.entry', {}) as Approval;
			const approved = flagOf(given.approved);
			if (!isLook && (approved === true || (approved === false && approvalType === 'double'))) return answered({ approved });
			const decline = approvalType === 'double' ? declineLabel || 'Recusar' : null;
			return show(context, 200, approvalPage(question(context), approveLabel || 'Aprovar', decline));
		}
	}
}

const answered = (answer: IDataObject, response: unknown = recordedPage()): IWebhookResponseData => ({
	webhookResponse: response,
	workflowData: [[{ json: { data: { ...answer, respondedAt: new Date().toISOString() } } }]],
});

function show(context: IWebhookFunctions, status: number, html: string): IWebhookResponseData {
	context.getResponseObject().status(status).set(PAGE_HEADERS).send(html);
	return { noWebhookResponse: true };
}

/** The words of the question; an expression in them may need what is only there while the node runs, and the person has read them already. */
function question(context: IWebhookFunctions): string {
	try {
		return String(context.getNodeParameter('message', ''));
	} catch {
		return 'Responda à mensagem que você recebeu.';
	}
}
