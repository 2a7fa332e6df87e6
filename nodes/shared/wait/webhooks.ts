import type { IWebhookDescription } from 'n8n-workflow';

/** Where the answer arrives: n8n adds the execution and its signature, so that an address is good for one question of one execution. */
export const waitWebhooks: IWebhookDescription[] = (['GET', 'POST'] as const).map((httpMethod) => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
}));

/** What the editor shows at a node that waits. */
export const waitTooltip = '={{ $parameter["operation"] === "sendAndWait" ? "The workflow goes on when the answer is there" : "" }}';
