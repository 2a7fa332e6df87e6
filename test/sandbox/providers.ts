import type { IDataObject } from 'n8n-workflow';

/** Whom a company of the demonstration may have. */
export type ProviderId = 'zapi' | 'whatsapp_cloud';

/** The node of a template, as far as it is looked at here. */
interface Step {
	type: string;
	parameters?: unknown;
	disabled?: boolean;
}

const DOORS: Record<string, ProviderId> = {
	'n8n-nodes-atendeaqui.zApiTrigger': 'zapi',
	'n8n-nodes-atendeaqui.whatsAppCloudTrigger': 'whatsapp_cloud',
};
const NEUTRAL = 'n8n-nodes-atendeaqui.whatsApp';

/**
 * What the notes of the templates tell an operator to do who has these providers: the doors are switched on and off, the nodes that send are told, and files
 * are fetched where a provider gives them to the owner of the number alone.
 */
export function asCompanyWith<T extends { nodes: object[] }>(providers: ProviderId[], template: T): T {
	return { ...template, nodes: template.nodes.map((node) => having(providers, node as Step)) };
}

function having(providers: ProviderId[], node: Step): Step {
	const { disabled: _, ...on } = node;
	const door = DOORS[node.type];
	// The toolbox has one door alone, which is no matter of choice.
	if (door !== undefined && (node.parameters as IDataObject).messages === 'store')
		return providers.includes(door) ? on : { ...on, disabled: true };
	const parameters = (node.parameters ?? {}) as IDataObject;
	if (parameters.operation === 'claimOutbox' && providers.includes('whatsapp_cloud'))
		return { ...node, parameters: withTemplates(parameters) };
	if (node.type !== NEUTRAL) return node;
	if (parameters.operation === 'getFile') return providers.includes('whatsapp_cloud') ? on : { ...on, disabled: true };
	return { ...node, parameters: { ...parameters, providers } };
}

/** Templates that the stand-in has approved go out once a person last wrote more than 24 hours ago, or never. */
function withTemplates(parameters: IDataObject): IDataObject {
	const entry = (parameters.kinds as string[]).includes('notice')
		? [{ purpose: 'notice', name: 'aviso_da_equipe', language: 'pt_BR', values: '{texto}' }]
		: ['attendant', 'follow_up', 'onboarding', 'reply'].map((purpose) => ({
				purpose,
				name: 'mensagem_da_loja',
				language: 'pt_BR',
				values: '{texto}',
			}));
	return { ...parameters, templates: { entry } };
}
