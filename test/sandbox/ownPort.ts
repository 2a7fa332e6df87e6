import type { Adjust } from './publish';

/** Triggers that may have a door of their own. */
const DOORS = ['zApiTrigger', 'whatsAppCloudTrigger', 'controlApiTrigger', 'attendanceServerTrigger'].map(
	(name) => `n8n-nodes-atendeaqui.${name}`,
);

/**
 * Switches *Port of Its Own* on in the triggers of a workflow.
 * @param publicUrl where the vendors reach it: the port itself, with no proxy between, unless told
 */
export const onPort =
	(port: number, publicUrl = `http://127.0.0.1:${port}`): Adjust =>
	(template) => ({
		...template,
		nodes: template.nodes.map((node) =>
			DOORS.includes(node.type) ? { ...node, parameters: { ...(node.parameters as object), ownPort: true, port, publicUrl } } : node,
		),
	});
