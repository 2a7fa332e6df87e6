import { createHmac } from 'node:crypto';

import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { VendorError } from '../../shared/http/errors';
import { neverShow } from '../../shared/http/redact';

/** Asks the server's WhatsApp webhook as Meta does when it is set up: only the challenge, and nothing else, is a yes. */
export async function verify({ send, values }: Call): Promise<Outcome> {
	const { verifyToken, challenge } = values;
	neverShow([String(verifyToken)]);
	const query = { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken as string, 'hub.challenge': challenge as string };
	const answer = await send({ method: 'GET', path: '/whatsapp/webhook', query, repeatable: true });
	// A challenge of digits alone is read as a number on its way.
	if (String(answer) !== String(challenge))
		throw new VendorError({
			kind: 'rejected',
			message: 'Attendance API did not give the challenge back',
			remedy: 'Meta would refuse this webhook: the server has to answer with the challenge and nothing else.',
		});
	return { json: { verified: true } };
}

/** Hands Meta's events to the server's webhook, signed over the very bytes that are sent. */
export async function deliver({ send, values }: Call): Promise<Outcome> {
	const { payload, appSecret } = values;
	neverShow([String(appSecret)]);
	const body = Buffer.from(JSON.stringify(payload));
	const signature = createHmac('sha256', String(appSecret)).update(body).digest('hex');
	await send({
		method: 'POST',
		path: '/whatsapp/webhook',
		body,
		headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': `sha256=${signature}` },
		repeatable: false,
	});
	return { json: { delivered: true } };
}
