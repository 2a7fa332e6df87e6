import type { IExecuteFunctions } from 'n8n-workflow';

import { isTrial } from '../shared/core/session/trial';
import { fieldProblem, isField, LastGood, placeOf } from '../shared/kit/lastGood';
import { houseParameters, readRules, type HouseRules, type Parameters } from './rules';
import type { Turn } from './turn';

/** All that the rules are read from. */
const READ = ['rules', 'autoResumeSeconds', 'commands', 'customCommands', 'texts'];
type Values = Record<string, unknown>;

const houses = new LastGood<Values>();

const from =
	(values: Values): Parameters =>
	(name, fallback) =>
		values[name] ?? fallback;

/** Read once: an expression is asked for what it gives now. */
const valuesOf = (parameters: Parameters): Values =>
	Object.fromEntries(READ.map((name) => [name, parameters(name, undefined)]).filter(([, value]) => value !== undefined));

/**
 * The rules for a customer who waits. A field that cannot be used takes nobody off line: the rules are those of the turn before or, where this process knows
 * none, those that a new node has. Who tries the node out is told by the error itself.
 * @returns the problem in Portuguese, for the team; null where all could be used
 */
export function houseInAnyCase(
	context: IExecuteFunctions,
	itemIndex: number,
	turn: Pick<Turn, 'channel' | 'agent_enabled' | 'company_settings'>,
	now: string,
): { rules: HouseRules; parameters: Parameters; problem: string | null } {
	const place = placeOf(context, turn.channel);
	const read = (values: Values) => ({ parameters: from(values), rules: readRules(from(values), now, turn.agent_enabled) });
	try {
		const values = valuesOf(houseParameters(context, itemIndex, turn.company_settings));
		const house = read(values);
		houses.remember(place, values);
		return { ...house, problem: null };
	} catch (error) {
		const isPlayed = context.getMode() === 'manual' || isTrial(turn.channel);
		if (!isField(error) || isPlayed || context.getNode().typeVersion < 2) throw error;
		context.logger.warn('A field of the rules cannot be used', { problem: error.message });
		return { ...read(houses.at(place) ?? {}), problem: fieldProblem(context.getNode().name, error) };
	}
}
