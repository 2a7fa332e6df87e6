import type { INodeProperties } from 'n8n-workflow';

/**
 * Where the editor shows the credentials: first. Without it, it shows them before the last field that one of them depends on, which is in the middle of a form
 * once a credential is asked for by an option. It holds no value.
 */
export const credentialsFirst: INodeProperties = { displayName: 'Credentials', name: 'credentials', type: 'credentials', default: '' };
