import { AtendeAquiPipeRunApi } from '../../credentials/AtendeAquiPipeRunApi.credentials';
import { credentialTest } from '../shared/http/credentialTest';
import { pipeRun, TOKEN_TEST } from './api';

/** Whether PipeRun takes the token. */
export const pipeRunToken = credentialTest(pipeRun, new AtendeAquiPipeRunApi().authenticate, [TOKEN_TEST]);
