import { AtendeAquiPipeRunApi } from '../../credentials/AtendeAquiPipeRunApi.credentials';
import { credentialTest } from '../shared/http/credentialTest';
import type { Probe } from '../shared/http/probe';
import { baseUrlRemedy } from '../shared/http/webPage';
import { isPipeRuns, pipeRun, TOKEN_TEST } from './api';

/** Whether PipeRun takes the token, and whether it is PipeRun that answers. */
export const pipeRunProbes: Probe[] = [
	{
		...TOKEN_TEST,
		isAlwaysThere: true,
		finds: 'misaddressed',
		judge: (body) => (isPipeRuns(body) ? null : `What answers at this address is not PipeRun. ${baseUrlRemedy(pipeRun)}`),
	},
];

export const pipeRunToken = credentialTest(pipeRun, new AtendeAquiPipeRunApi().authenticate, pipeRunProbes);
