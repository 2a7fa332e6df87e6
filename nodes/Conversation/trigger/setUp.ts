import { NodeHelpers, NodeOperationError, type ITriggerFunctions, type NodeTypeAndVersion } from 'n8n-workflow';

import { fieldsIn } from '../../SdrAgent/fields';
import { properties as agentProperties } from '../../SdrAgent/properties';
import { companySettings, MissingSetting } from '../../shared/core/company/settings';
import { readHours } from '../../shared/core/brazil/businessHours';
import { readCatalogue } from '../../shared/core/sdr/catalogue';
import { readUpsellRules } from '../../shared/core/sdr/upsell';
import { fieldProblem, isField } from '../../shared/kit/lastGood';
import { shownRemedy } from '../../shared/remedies/portuguese';
import { noteSetup, readCompany } from '../../shared/store/company';
import type { Store } from '../../shared/store/store';

type Raw = Record<string, unknown>;

/** What the form of the node behind holds, defaults filled in; an expression stays the text that it is. */
const filledIn = ({ parameters = {}, typeVersion }: NodeTypeAndVersion): Raw =>
	(NodeHelpers.getNodeParameters(agentProperties, parameters, true, false, { typeVersion }, null) ?? {}) as Raw;

const isAgent = ({ type, disabled }: NodeTypeAndVersion): boolean => disabled !== true && /n8n-nodes-atendeaqui\.sdrAgent$/.test(type);
const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

/** What can be told of a field before anybody writes: expressions speak with the turn. Who adds a field that can be mistyped adds it here. */
const READ: Record<string, (value: unknown) => unknown> = {
	catalogue: (value) => readCatalogue('Catalogue', value),
	upsellRules: (value) => readUpsellRules('Upsell Rules', value),
	options: (value) => readHours(Object.fromEntries(Object.entries((value ?? {}) as Raw).filter(([, one]) => !isExpression(one)))),
};
const ONE_OF = ['operation', 'catalogueSource', 'modelSource'];

/** Why the raw form of an agent behind the trigger cannot be used; null where nothing of it is known to be wrong. */
export function agentProblem(node: NodeTypeAndVersion): string | null {
	const form = filledIn(node);
	const field = fieldsIn(node.typeVersion, <T>(name: string, whenHidden?: T) => (form[name] ?? whenHidden) as T);
	try {
		for (const name of ONE_OF) {
			const places = agentProperties.filter((one) => one.name === name);
			const known = places.flatMap(({ options = [] }) => options.map((option) => ('value' in option ? option.value : undefined)));
			const value = field<unknown>(name);
			if (value !== undefined && !isExpression(value) && !known.includes(value as string))
				throw new RangeError(`"${places[0]?.displayName}" has the unknown value "${String(value)}"`);
		}
		for (const [name, read] of Object.entries(READ)) {
			const value = field<unknown>(name);
			if (value !== undefined && !isExpression(value)) read(value);
		}
		return null;
	} catch (error) {
		if (!isField(error)) throw error;
		return fieldProblem(node.name, error);
	}
}

/** The agents behind the trigger as their forms stand. */
const agentsBehind = (context: ITriggerFunctions): NodeTypeAndVersion[] =>
	context.getChildNodes(context.getNode().name, { includeNodeParameters: true }).filter(isAgent);

/**
 * Whoever publishes for the first time is told when the agent would not know who it is: neither its node nor the company's settings say. What was published before
 * is not stopped by it.
 * @throws {NodeOperationError} naming both places
 */
export async function refuseNameless(context: ITriggerFunctions, store: Store, channel: string | null): Promise<void> {
	const nameless = agentsBehind(context)
		.filter(({ typeVersion }) => typeVersion >= 2)
		.map(filledIn)
		.filter(({ operation }) => operation === 'answer');
	const lacks = (name: string): boolean => nameless.some((form) => String(form[name] ?? '').trim() === '');
	if (!lacks('persona') && !lacks('companyProfile')) return;
	const { persona, profile } = companySettings((await readCompany(store, channel ?? '')).in_force);
	const missing =
		lacks('persona') && !persona
			? new MissingSetting('Persona Name', 'Nome do assistente')
			: lacks('companyProfile') && !profile
				? new MissingSetting('Company Profile', 'Perfil da empresa')
				: null;
	if (missing) throw new NodeOperationError(context.getNode(), missing.message, { description: shownRemedy(missing) });
}

/** Tells the team once of a field of the agents that cannot be used, and once that all can again. It keeps nobody from being published. */
export async function tellOfSetUp(context: ITriggerFunctions, store: Store, channel: string | null, own: string | null): Promise<void> {
	const problem =
		own ??
		agentsBehind(context)
			.map(agentProblem)
			.find((one) => one !== null) ??
		null;
	if (problem !== null) context.logger.warn('A field behind the Conversation Trigger cannot be used', { problem });
	await noteSetup(store, channel, problem);
}
