import type { IWebhookFunctions } from 'n8n-workflow';

/** What the control API needs of whoever hands it a call: a webhook of n8n, or a port of its own. */
export type Context = Pick<
	IWebhookFunctions,
	'getBodyData' | 'getCredentials' | 'getHeaderData' | 'getNode' | 'getNodeParameter' | 'getQueryData' | 'getRequestObject' | 'logger'
>;
