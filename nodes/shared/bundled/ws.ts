/** WebSockets, on Node's own HTTP server for the port of its own and to other servers; replaced by one bundled file in the published package. */
export { WebSocket, WebSocketServer } from 'ws';
export { STATUS_CODES } from 'node:http';
export type { IncomingMessage, Server } from 'node:http';
export type { Duplex } from 'node:stream';
