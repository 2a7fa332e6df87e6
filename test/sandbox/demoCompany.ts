import { SAMPLE_CATALOGUE, SAMPLE_UPSELL } from '../../nodes/shared/core/sdr/sampleCatalogue';
import { TEXTS } from '../../nodes/SdrAgent/fields';
import { VERSION_ONE } from '../../nodes/SdrAgent/versionOne';
import type { Adjust } from './publish';

/** What the operator of the demonstration fills in where the templates are empty: a maker of machines for food, with the number of its team. */
export const TEAM_PHONE = '5511900000000';
export const DEMO_AGENT = {
	persona: VERSION_ONE.persona,
	companyProfile: VERSION_ONE.companyProfile.split('\n').slice(0, 2).join('\n'),
	examplePhrases: VERSION_ONE.examplePhrases,
	classCriteria: VERSION_ONE.classCriteria,
	catalogue: JSON.stringify(SAMPLE_CATALOGUE),
	upsellRules: JSON.stringify(SAMPLE_UPSELL),
};

/** Fields as type versions 1 and 2 have them, where version 3 has them; the tests that change one need to know one name of it. */
export function inVersion(typeVersion: number, flat: Record<string, unknown>): Record<string, unknown> {
	if (typeVersion < 3) return flat;
	const { catalogue, upsellRules, replies, lists, options, modelSource, fallbackModel, ...others } = flat;
	const listed = (json: unknown) => (typeof json === 'string' ? (JSON.parse(json) as Array<Record<string, unknown>>) : []);
	const texts = Object.fromEntries(Object.entries(others).filter(([name]) => name in TEXTS || name === 'customFields'));
	const byItself = Object.fromEntries(Object.entries(others).filter(([name]) => !(name in texts)));
	const product = listed(catalogue).map(({ name, category, facts, ...more }) => ({
		name,
		category,
		facts: [facts ?? []].flat().join('\n'),
		more: {
			keywords: [more.keywords ?? []].flat().join(', '),
			available: more.available !== false,
			unavailableMessage: more.unavailable_message ?? '',
			alternative: more.alternative ?? '',
			internalNote: more.internal_note ?? '',
		},
	}));
	const rule = listed(upsellRules).map(({ triggers, ...one }) => ({ ...one, triggers: [triggers].flat().join(', ') }));
	return {
		...byItself,
		...(catalogue !== undefined && { catalogueSource: 'parameter', catalogue: { product } }),
		texts: { ...texts, ...(replies as object), ...(upsellRules !== undefined && { upsellRules: { rule } }) },
		options: {
			...(options as object),
			...(lists as object),
			...(modelSource !== undefined && { modelSource }),
			...(fallbackModel !== undefined && { fallbackModel }),
		},
	};
}

/** Nodes of the templates whose fields are the operator's to fill in. */
const FILLED: Record<string, Record<string, unknown>> = {
	'sdr-agent/Agente SDR': inVersion(3, DEMO_AGENT),
	'sdr-agent-0.2.0/Agente SDR': DEMO_AGENT,
	'bastidores/Avisos a enviar': { teamPhone: TEAM_PHONE },
	'bastidores/Alerta no WhatsApp': { to: TEAM_PHONE },
	'whatsapp-toolbox/Aprovar envio': { phone: '5511900000002' },
};

/** Fills in what a template leaves to the operator. */
export const asDemoCompany: Adjust = (template, name) => ({
	...template,
	nodes: template.nodes.map((node) => ({
		...node,
		parameters: { ...(node.parameters as object), ...FILLED[`${name}/${String(node.name)}`] },
	})),
});
