/** axios, and Node's own name lookup and connections beside it, for the guarded download; replaced by one bundled file in the published package. */
export { default as axios } from 'axios';
export { lookup } from 'node:dns/promises';
export { Agent as HttpAgent } from 'node:http';
export { Agent as HttpsAgent } from 'node:https';
export { isIP } from 'node:net';
