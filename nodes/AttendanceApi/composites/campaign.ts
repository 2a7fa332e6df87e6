import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { listOf, numberOf, recordOf, textOf } from '../../shared/core/json/readers';
import { VendorError, type FailureKind } from '../../shared/http/errors';
import type { VendorRequest } from '../../shared/http/send';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { asComponents, asLists } from '../bodies';
import type { Door } from '../door';
import { codePhone, plusPhone } from '../fields';
import type { Reader } from '../reader';

export interface CampaignResult {
	total: number;
	success: number;
	failed: number;
	/** Of this list twice, before the cursor, or not asked any more after a stop. */
	skipped: number;
	errors: Array<{ phone: string; error: string; mayHaveActed: boolean }>;
	started_at: string;
	finished_at: string;
	/** Where a further run goes on; null when the list is done. */
	resume_cursor: number | null;
	stopped: boolean;
	stop_reason: string | null;
}

/** What the next contact would meet too: the account, the address, or a limit that outlasts every retry. */
const STOPS: readonly FailureKind[] = ['unauthorized', 'notConnected', 'misaddressed', 'rateLimited', 'unreachable'];

interface Plan {
	contacts: unknown[];
	resumeAt: number;
	delayMs: number;
	phoneOf: (given: string) => string;
	/** Sends to one; without it nothing is sent. */
	sendTo?: (phone: string, params: string[]) => Promise<unknown>;
	sleep: (ms: number) => Promise<void>;
	now: () => number;
}

/**
 * Sends to one contact after the other with a pause after each, failures included (handoff spec C11). One failure stops nobody; what every further one would
 * meet stops all, and says where to go on.
 */
export async function runCampaign({ contacts, resumeAt, delayMs, phoneOf, sendTo, sleep: pause, now }: Plan): Promise<CampaignResult> {
	const result: CampaignResult = {
		total: contacts.length,
		success: 0,
		failed: 0,
		skipped: Math.min(resumeAt, contacts.length),
		errors: [],
		started_at: new Date(now()).toISOString(),
		finished_at: '',
		resume_cursor: null,
		stopped: false,
		stop_reason: null,
	};
	const known = new Set<string>();
	for (const contact of contacts.slice(0, resumeAt)) known.add(keyOf(contact, phoneOf));
	for (let at = resumeAt; at < contacts.length; at++) {
		const { phone: given, params } = recordOf(contacts[at]);
		const key = keyOf(contacts[at], phoneOf);
		if (known.has(key)) {
			result.skipped++;
			continue;
		}
		known.add(key);
		try {
			const phone = phoneOf(textOf(given));
			await sendTo?.(phone, listOf(params).map(textOf));
			result.success++;
		} catch (error) {
			if (error instanceof VendorError && STOPS.includes(error.kind)) {
				result.skipped += contacts.length - at;
				Object.assign(result, { resume_cursor: at, stopped: true, stop_reason: error.message });
				break;
			}
			result.failed++;
			const mayHaveActed = error instanceof VendorError && error.mayHaveActed;
			result.errors.push({ phone: textOf(given), error: (error as Error).message, mayHaveActed });
		}
		if (sendTo && at < contacts.length - 1) await pause(delayMs);
	}
	return { ...result, finished_at: new Date(now()).toISOString() };
}

/** One number is one contact, however it is written; what is no number counts as it stands. */
function keyOf(contact: unknown, phoneOf: (given: string) => string): string {
	const given = textOf(recordOf(contact).phone);
	try {
		return phoneOf(given);
	} catch {
		return given;
	}
}

const LEAST_DELAY_MS = 600;

export async function sendCampaign({ send, values }: Call, { dialect }: Reader): Promise<Outcome> {
	const { contacts, template_name, language = 'pt_BR', dryRun, delayMs, resumeAt } = values;
	if (!Array.isArray(contacts)) throw new RangeError('Contacts must be a list like [{"phone": "5511999990001", "params": ["Ana"]}]');
	const result = await runCampaign({
		contacts,
		resumeAt: numberOf(resumeAt) ?? 0,
		delayMs: Math.max(LEAST_DELAY_MS, numberOf(delayMs) ?? 1000),
		phoneOf: dialect === 'v2' ? codePhone : plusPhone,
		...(dryRun !== true && { sendTo: async (to, body) => await sendOne(send, dialect === 'v2', { to, template_name, language, body }) }),
		sleep,
		now: Date.now,
	});
	return { json: result as unknown as IDataObject };
}

async function sendOne(send: Door, inCode: boolean, body: IDataObject): Promise<unknown> {
	const request: VendorRequest = { method: 'POST', path: '', body, repeatable: false };
	return await send(
		inCode ? { ...asLists(request), path: '/whatsapp/v2/send/template' } : { ...asComponents(request), path: '/whatsapp/send-template' },
	);
}
