import { SAMPLE_CATALOGUE, SAMPLE_UPSELL } from '../../nodes/shared/core/sdr/sampleCatalogue';
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

/** Nodes of the templates whose fields are the operator's to fill in. */
const FILLED: Record<string, Record<string, unknown>> = {
	'sdr-agent/Agente SDR': DEMO_AGENT,
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
