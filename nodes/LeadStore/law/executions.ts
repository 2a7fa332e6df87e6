import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../../shared/core/json/readers';
import type { Step } from '../../shared/core/law/step';
import { send, type VendorRequest } from '../../shared/http/send';
import type { Vendor } from '../../shared/http/vendor';
import { eraseAt } from '../../shared/kit/erase';

/** n8n's own credential type for its public API. */
export const N8N_CREDENTIAL = 'n8nApi';

/** n8n's public API; its credential adds the key alone, and no address. */
const n8n: Vendor = {
	name: 'n8n',
	credentialType: N8N_CREDENTIAL,
	baseUrlHint: 'it ends with /api/v1',
	secretFields: ['apiKey'],
	timeoutMs: 20_000,
	complaint: (status, body) => (status < 400 ? null : textOf((body as { message?: unknown } | null)?.message) || `it answered ${status}`),
};

/** Deletes saved executions, and looks for each again. Without the credential they stay, and that is told. */
export async function eraseExecutions(context: IExecuteFunctions, itemIndex: number, ids: string[]): Promise<Step[]> {
	const steps: Step[] = [];
	const of = (id: string): Pick<Step, 'what' | 'where' | 'id'> => ({ what: 'execution', where: 'n8n', id });
	if (!context.getNode().credentials?.[N8N_CREDENTIAL])
		return ids.map((id) => ({ ...of(id), result: 'left', reason: 'sem chave da API do n8n: é apagada pelo prazo do próprio n8n' }));
	const base = textOf((await context.getCredentials(N8N_CREDENTIAL, itemIndex)).baseUrl)
		.trim()
		.replace(/\/+$/, '');
	const door = async (request: VendorRequest) => await send(context, n8n, { ...request, path: `${base}${request.path}` });
	for (const id of ids) steps.push({ ...of(id), ...(await eraseAt(door, `/executions/${encodeURIComponent(id)}`, sleep)) });
	return steps;
}
