import { AtendeAquiPipeRunApi } from '../../credentials/AtendeAquiPipeRunApi.credentials';
import { credentialTest } from '../shared/http/credentialTest';
import { pipeRun } from './api';

/** Whether PipeRun takes the token: its users are what every user may read. */
export const pipeRunToken = credentialTest(pipeRun, new AtendeAquiPipeRunApi().authenticate, [{ path: '/users', query: { show: 1 } }]);
