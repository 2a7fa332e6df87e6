import type { IHookFunctions, IN8nHttpFullResponse, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { mount, type Mounted, type Owner, type Part } from './mount';
import { placeOf, type OwnPort } from './ownPort';
import { mountPatiently } from './patiently';

/** A call that changes nothing, and what a part answers to it and nobody else does. */
export interface Probe {
	method: 'GET' | 'POST';
	/** Below the part's own. */
	path: string;
	status: number;
	/** What the body says under `error`, or `error_code`. */
	error: string;
}

const TIMEOUT_MS = 5000;

/** The public URL leads somewhere else. */
class NotReachable extends Error {
	readonly remedy =
		'Let the proxy at "Public URL" lead to this port (README: A port of its own), or switch "Port of Its Own" off. Then publish once more.';

	constructor(url: string, status: number) {
		super(`${new URL(url).origin} does not lead to this port: it answered ${status}`);
		this.name = 'NotReachable';
	}
}

/**
 * Mounts a published trigger's part until the trigger is closed. Whoever publishes is told of a port that cannot be had. At a restart nobody is there to be told,
 * and n8n would take the workflow off line: it goes on trying.
 * @param probe null for a further part of a trigger whose first one was asked for
 * @throws {PortRefused | NotReachable}
 */
export async function listenAt(context: ITriggerFunctions, own: OwnPort, part: Part, probe: Probe | null): Promise<ITriggerResponse> {
	if (context.getActivationMode() !== 'activate') {
		const place = await placeOf(own);
		const { close } = mountPatiently(place, ownedBy(context, part), {
			failed: ({ message }) => context.logger.warn('A trigger cannot have its port yet and goes on trying', { problem: message }),
			mounted: () => context.logger.info('A trigger has its port', { port: place.port }),
		});
		return { closeFunction: close };
	}
	return { closeFunction: (await openAt(context, own, part, probe)).close };
}

/** Two workflows that serve the same place on one port would take the calls from one another: whoever is published second is told so. */
function ownedBy(context: IHookFunctions | ITriggerFunctions, part: Part): Part {
	const { id, name } = context.getWorkflow();
	const owner: Owner = { id: `${id ?? ''}:${context.getNode().id}`, name: name ?? '' };
	return { ...part, owner };
}

/**
 * Mounts a part now or not at all.
 * @param probe null where nobody asks whether the public URL leads there
 * @throws {PortRefused | NotReachable} with nothing mounted
 */
export async function openAt(context: IHookFunctions | ITriggerFunctions, own: OwnPort, part: Part, probe: Probe | null): Promise<Mounted> {
	const mounted = await mount(await placeOf(own), ownedBy(context, part));
	try {
		if (probe !== null) await demandReachable(context, `${own.publicUrl}${part.path}${probe.path}`, probe);
	} catch (error) {
		await mounted.close();
		throw error;
	}
	return mounted;
}

/**
 * Asks at the public address. Where nothing answers, that is only logged: many networks do not let a machine reach itself from outside.
 * @throws {NotReachable} when somebody else answered
 */
async function demandReachable(context: IHookFunctions | ITriggerFunctions, url: string, { method, status, error }: Probe): Promise<void> {
	const asked = (await context.helpers
		.httpRequest({
			method,
			url,
			...(method === 'POST' && { body: {} }),
			json: true,
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})
		.catch(() => null)) as IN8nHttpFullResponse | null;
	if (asked === null)
		context.logger.warn('Nothing answered at the public URL of the port; from outside it may', { origin: new URL(url).origin });
	else if (asked.statusCode !== status || codeIn(asked.body) !== error) throw new NotReachable(url, asked.statusCode);
}

const codeIn = (body: unknown): unknown => {
	const { error, error_code } = (body ?? {}) as { error?: unknown; error_code?: unknown };
	return error ?? error_code;
};
