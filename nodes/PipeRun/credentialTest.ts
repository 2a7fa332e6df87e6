import { AtendeAquiPipeRunApi } from '../../credentials/AtendeAquiPipeRunApi.credentials';
import { credentialTest } from '../shared/http/credentialTest';
import { baseUrlRemedy } from '../shared/http/webPage';
import { isPipeRuns, pipeRun, TOKEN_TEST } from './api';

/** Whether PipeRun takes the token, and whether it is PipeRun that answers. */
export const pipeRunToken = credentialTest(pipeRun, new AtendeAquiPipeRunApi().authenticate, [
	{
		...TOKEN_TEST,
		isAlwaysThere: true,
		judge: (body) => (isPipeRuns(body) ? null : `What answers at this address is not PipeRun. ${baseUrlRemedy(pipeRun)}`),
	},
]);
