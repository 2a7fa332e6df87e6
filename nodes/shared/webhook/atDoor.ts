import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { doors, type Answered, type Door } from '../core/limits/doors';

/** Takes a call of n8n's webhook at a vendor's door, and counts what it is answered. What is thrown n8n answers with a 500. */
export async function atDoor<Context extends Pick<IWebhookFunctions, 'getResponseObject'>>(
	door: Door,
	context: Context,
	take: (context: Context) => Promise<IWebhookResponseData>,
): Promise<IWebhookResponseData> {
	let answered: Answered = 500;
	try {
		const given = await take(context);
		answered = given.noWebhookResponse === true ? context.getResponseObject().statusCode : 'started';
		return given;
	} finally {
		doors.note(door, answered);
	}
}
