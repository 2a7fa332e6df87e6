import type { PipeRunStandIn } from './piperun';
import type { Adjust } from './publish';

/** Switches the CRM part of a template on as its note says: the nodes are enabled, and where PipeRun creates deals is chosen. */
export const crmSwitchedOn =
	({ pipeline, stage }: Pick<PipeRunStandIn['ids'], 'pipeline' | 'stage'>): Adjust =>
	(template, name) => {
		if (name !== 'bastidores') return template;
		const chosen = (id: number) => ({ __rl: true, mode: 'id', value: String(id) });
		return {
			...template,
			nodes: template.nodes.map((node) => {
				if (!CRM_NODES.includes(String(node.name))) return node;
				const { disabled: _, ...enabled } = node;
				const parameters = node.parameters as Record<string, unknown>;
				const where = 'pipelineId' in parameters ? { pipelineId: chosen(pipeline), stageId: chosen(stage) } : {};
				return { ...enabled, parameters: { ...parameters, ...where } };
			}),
		};
	};

const CRM_NODES = ['Leads para o CRM', 'Levar ao PipeRun', 'Registrar no CRM'];
