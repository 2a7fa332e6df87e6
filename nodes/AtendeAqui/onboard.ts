import type { IDataObject } from 'n8n-workflow';

import { readSignup } from '../shared/core/onboarding/signup';
import { holdersOf } from '../shared/kit/holders';
import type { Outcome } from '../shared/kit/items';
import type { Call } from '../shared/kit/operation';
import { progress } from './models';
import { ensureClient } from './operations/clientIfMissing';

/**
 * A signup becomes a client under the caller's id and a started flow that is linked to it. Safe to run twice: both steps take what is there.
 * @returns `accepted` with client and progress, and a key for a welcome that must not be sent twice; or the field that is wrong
 * @throws {RangeError} naming that field, where the operator wants a wrong signup to be an error
 */
export async function onboard({ context, itemIndex, values, send }: Call): Promise<Outcome> {
	const reading = readSignup(values.signup, { emailMayMiss: values.emailMayMiss === true, holders: () => holdersOf(context, itemIndex) });
	if (!reading.ok && values.wrongIsError === true) throw new RangeError(`The signup cannot be used: ${reading.problem}`);
	if (!reading.ok) return { json: { accepted: false, field: reading.field, problem: reading.problem } };
	const { id, name, email, phone, company, metadata } = reading.signup;
	const client = await ensureClient(send, {
		client_id: id,
		full_name: company || name,
		...(email && { email }),
		phone,
		...languageOf(metadata),
	});
	const body: IDataObject = {
		external_user_id: id,
		name,
		...(email && { external_user_email: email }),
		...(Object.keys(metadata).length > 0 && { metadata }),
		client_id: id,
	};
	const path = `/onboarding/${encodeURIComponent(String(values.flowKey))}/start/`;
	const started = progress(await send({ method: 'POST', path, body, repeatable: true }));
	return {
		json: {
			accepted: true,
			clientId: client.client_id,
			isNewClient: client.created,
			userId: id,
			name,
			email,
			phone,
			company,
			welcomeKey: ['onboarding', started.flow_slug, id, 'welcome'].map((part) => encodeURIComponent(String(part))).join('/'),
			progress: started,
		},
	};
}

/** The vendor's own language is not sent. */
const languageOf = ({ preferred_language }: Record<string, string>): IDataObject =>
	preferred_language && preferred_language !== 'pt-BR' ? { preferred_language } : {};
