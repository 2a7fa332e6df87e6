/** The openai SDK; replaced by one bundled file in the published package. */
export { OpenAI, APIError, APIConnectionError, APIConnectionTimeoutError, toFile } from 'openai';
