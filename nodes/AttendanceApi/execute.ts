import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeOperation } from '../shared/kit/execute';
import { attendanceApi } from './api';
import { dialectOf, timeZoneOf } from './dialect';
import { doorFor } from './door';
import { resources } from './operations';
import { readerOf } from './reader';
import { sessionFor } from './session/sessions';
import { spoken } from './ways';

/** Runs the chosen operation in the dialect of the credential. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const credential = await context.getCredentials(attendanceApi.credentialType);
	const reader = readerOf(dialectOf(credential), timeZoneOf(credential), () => sessionFor(credential).user?.id || undefined);
	return await executeOperation(context, spoken(resources, reader), attendanceApi, doorFor(context, credential));
}
