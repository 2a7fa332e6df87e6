import { NodeOperationError, type IHookFunctions, type ITriggerFunctions } from 'n8n-workflow';

import { shownRemedy } from '../remedies/portuguese';
import { checkSchema } from './schemaCheck';
import { schemaName } from './schemaOption';
import { openStore } from './store';

/**
 * Whoever publishes a trigger that needs the database is told when its schema is too old, before the first message meets it. A restart of n8n is not
 * stopped by it, nor by a database that does not answer just now: what was published goes on taking messages in.
 * @throws {NodeOperationError} with both versions
 */
export async function refuseOldSchema(context: IHookFunctions | ITriggerFunctions): Promise<void> {
	const schema = schemaName(context.getNodeParameter('options.schema', ''));
	const check = await openStore(context, schema)
		.then(async ({ client }) => await checkSchema(client, schema))
		.catch((error: Error) => ({ state: 'unknown', message: error.message, remedy: null }) as const);
	if (!check.message) return;
	const isRestart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	if (!isRestart && (check.state === 'absent' || check.state === 'older'))
		throw new NodeOperationError(context.getNode(), check.message, { description: shownRemedy(check) });
	context.logger.warn(check.message, { remedy: check.remedy });
}
