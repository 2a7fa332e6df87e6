/** axios, and Node's own name lookup beside it, for the guarded download; replaced by one bundled file in the published package. */
export { default as axios } from 'axios';
export { lookup } from 'node:dns/promises';
export { BlockList, isIP } from 'node:net';
