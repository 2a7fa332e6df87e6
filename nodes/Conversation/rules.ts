import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isOpen, readHours, type BusinessHours, type TypedHours } from '../shared/core/brazil/businessHours';
import { checkCustomCommands, TAKEOVER_PREFIXES, type CommandRules, type CustomCommand } from '../shared/core/handoff/commands';
import { CUSTOMER_TEXTS, opensAt, type CustomerTexts } from '../shared/core/handoff/texts';
import { companySettings, withCompanyHours } from '../shared/core/company/settings';
import { DEFAULT_RULES, type SessionRules } from '../shared/core/session/rules';

/** All that the operator set about who speaks, read and checked, for one moment. */
export interface HouseRules {
	session: SessionRules;
	commands: CommandRules;
	/** The operator's ways to ask for a person; empty listens for those that are built in. */
	phrases: readonly string[];
	texts: CustomerTexts;
	timeZone: string;
}

/** The parameters of a node, by whatever context it runs in. */
export type Parameters = (name: string, fallback: unknown) => unknown;

export const parametersOf =
	(context: IExecuteFunctions, itemIndex: number): Parameters =>
	(name, fallback) =>
		context.getNodeParameter(name, itemIndex, fallback);

/**
 * The same with what the company told in one place, wherever the operator left a field of the node as it came: its hours, and after how long the agent answers
 * again. Nodes of the first version live on what they were released with.
 * @param told the company's settings as the turn brought them
 */
export function houseParameters(context: IExecuteFunctions, itemIndex: number, told: unknown): Parameters {
	const own = parametersOf(context, itemIndex);
	if (context.getNode().typeVersion < 2) return own;
	const company = companySettings(told);
	return (name, fallback) => {
		const value = own(name, fallback);
		if (name === 'rules') return withCompanyHours((value ?? {}) as Record<string, unknown>, company);
		return name === 'autoResumeSeconds' && value === DEFAULT_RULES.autoResumeSeconds ? (company.resume_after_seconds ?? value) : value;
	};
}

export const triggerParametersOf =
	(context: Pick<IWebhookFunctions, 'getNodeParameter'>): Parameters =>
	(name, fallback) =>
		context.getNodeParameter(name, fallback as object);

/**
 * Reads the rules of a node; absent parts keep their defaults.
 * @param now ISO 8601 UTC: whether the house is open is decided for it
 * @throws {RangeError} naming the field that cannot be read
 */
export function readRules(parameter: Parameters, now: string, agentEnabled: boolean | null): HouseRules {
	const rules = parameter('rules', {}) as Partial<SessionRules> & TypedHours & Record<string, unknown>;
	const hours = readHours(rules);
	return {
		session: {
			...DEFAULT_RULES,
			...(only(rules, Object.keys(DEFAULT_RULES)) as Partial<SessionRules>),
			globallyEnabled: agentEnabled !== false,
			autoResumeSeconds: Number(parameter('autoResumeSeconds', DEFAULT_RULES.autoResumeSeconds)),
			autoResumeSecondsOf: exceptions(rules.autoResumeSecondsOf as unknown),
			keptMetadata: rules.keptMetadata === undefined ? DEFAULT_RULES.keptMetadata : listed(rules.keptMetadata as unknown),
			isOpen: hours === null || isOpen(hours, Date.parse(now)),
		},
		commands: readCommands(parameter),
		phrases: lines(rules.escalationPhrases, []),
		texts: readTexts(parameter, hours, now),
		timeZone: hours?.timeZone ?? 'America/Sao_Paulo',
	};
}

function readCommands(parameter: Parameters): CommandRules {
	const { prefixes, passThrough } = parameter('commands', {}) as { prefixes?: string; passThrough?: string };
	const custom = ((parameter('customCommands', {}) as IDataObject).command ?? []) as unknown as CustomCommand[];
	checkCustomCommands(custom);
	return { prefixes: prefixes === undefined ? TAKEOVER_PREFIXES : listed(prefixes), passThrough: listed(passThrough), custom };
}

function readTexts(parameter: Parameters, hours: BusinessHours | null, now: string): CustomerTexts {
	const texts = { ...CUSTOMER_TEXTS, ...(parameter('texts', {}) as Partial<CustomerTexts>) };
	return { ...texts, after_hours: texts.after_hours.replaceAll('{quando}', hours === null ? 'em breve' : opensAt(hours, now)) };
}

/** `ana=600, bia=0` as seconds by attendant. */
function exceptions(typed: unknown): Record<string, number> {
	return Object.fromEntries(
		listed(typed).map((entry) => {
			const [attendant, seconds] = entry.split('=').map((part) => part.trim());
			if (!attendant || !/^\d+$/.test(seconds ?? ''))
				throw new RangeError(`"${entry}" in "Of One Attendant: Resume After" is not attendant=seconds`);
			return [attendant, Number(seconds)];
		}),
	);
}

const listed = (typed: unknown): string[] =>
	(Array.isArray(typed) ? typed.map(String) : String(typed ?? '').split(',')).map((entry) => entry.trim()).filter(Boolean);

function lines(typed: unknown, fallback: readonly string[]): readonly string[] {
	const given = String(typed ?? '')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
	return given.length > 0 ? given : fallback;
}

const only = (given: Record<string, unknown>, keys: string[]): Record<string, unknown> =>
	Object.fromEntries(Object.entries(given).filter(([key]) => keys.includes(key)));
