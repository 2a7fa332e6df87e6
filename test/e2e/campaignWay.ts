import { errorBody } from '../sandbox/graphErrors';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox';

/** By which provider a campaign goes out, how that one behaves on a bad day, and what it took. */
export interface Way {
	provider: 'zapi' | 'whatsapp_cloud';
	/** Whether whom the 24 hours are over for gets nothing: a text of a campaign on the official API. */
	hasWindows: boolean;
	/** What is published besides `campanha`. */
	templates: SandboxOptions['templates'];
	/** What the operator fills in of Plan Campaign. */
	planned: object;
	/** From now on such a share of all sends goes wrong. */
	begin: (sandbox: Sandbox, random: () => number, faults: number) => void;
	/** Every text or template of the campaign that it took, in order, whatever it answered. */
	took: (sandbox: Sandbox) => Array<{ phone: string; at: number }>;
	violations: (sandbox: Sandbox) => string[];
}

const SAID = 'Chegou panetone';
const TEXT = `{Oi|Olá|Bom dia}, {primeiro_nome}! ${SAID}.`;
/** A notice to the team quotes it, but does not begin so. */
const IS_TEXT = /^(Oi|Olá|Bom dia), .*panetone/;
const TEMPLATE = 'mensagem_da_loja';
const CONSENT = 'compraram conosco este ano';

/** Half of what goes wrong was not done; of the other half nobody can tell by the answer. Of both Z-API's chat tells. */
const zapi: Way = {
	provider: 'zapi',
	hasWindows: false,
	templates: ['bastidores'],
	planned: { messageAs: 'text', text: TEXT, consent: CONSENT },
	begin: ({ zapi: standIn }, random, faults) => {
		const isSend = (path: string) => path === '/send-text';
		standIn.faults.push({ kind: 'status', status: 503, times: Infinity, match: (path) => isSend(path) && random() < faults / 2 });
		standIn.faults.push({ kind: 'resetAfter', times: Infinity, match: (path) => isSend(path) && random() < faults / 2 });
	},
	took: ({ zapi: standIn }) =>
		standIn.sent.flatMap(({ body, at }) => (IS_TEXT.test(String(body.message)) ? [{ phone: String(body.phone), at }] : [])),
	violations: ({ zapi: standIn }) => standIn.violations,
};

/**
 * Statuses come to the trigger of `sdr-agent`, late. Meta refuses what is too much and was not done; of what it took and answered as failed the statuses tell. A failure that may
 * have been done and was not is known to nobody, ever, and told to the team: these are the deaths' alone here, so that they can be counted.
 */
const cloud: Way = {
	provider: 'whatsapp_cloud',
	hasWindows: true,
	templates: ['bastidores', 'sdr-agent'],
	planned: { messageAs: 'text', text: TEXT, consent: CONSENT },
	begin: ({ graph }, random, faults) => {
		const isSend = (path: string) => path.endsWith('/messages');
		graph.tells({ statuses: () => [{ status: 'delivered', afterMs: 1500 }] });
		graph.faults.push({
			kind: 'status',
			status: 429,
			body: errorBody(130429, '', 'Rate limit hit'),
			times: Infinity,
			match: (path) => isSend(path) && random() < faults / 2,
		});
		graph.faults.push({ kind: 'statusAfter', status: 500, times: Infinity, match: (path) => isSend(path) && random() < faults / 2 });
	},
	took: ({ graph }) =>
		graph.sent.flatMap(({ waId, to, body, at }) =>
			IS_TEXT.test((body.text as { body?: string } | undefined)?.body ?? '') ||
			(body.template as { name?: string } | undefined)?.name === TEMPLATE
				? [{ phone: waId ?? to, at }]
				: [],
		),
	violations: ({ graph }) => graph.violations,
};

/** By template, whatever the window. */
const template: Way = {
	...cloud,
	hasWindows: false,
	planned: {
		messageAs: 'template',
		templateName: TEMPLATE,
		templateLanguage: 'pt_BR',
		templateValues: `{primeiro_nome}, ${SAID}.`,
		consent: CONSENT,
	},
};

/** @throws {RangeError} for a provider that nobody plays */
export function wayOf(name: string): Way {
	const found = ({ zapi, cloud, template } as Record<string, Way | undefined>)[name];
	if (!found) throw new RangeError(`CAMPAIGN_PROVIDER is "${name}": zapi, cloud or template`);
	return found;
}
