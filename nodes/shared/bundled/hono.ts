/** Hono on Node's own HTTP server, for the port of its own; replaced by one bundled file in the published package. */
export { Hono } from 'hono';
export { getRequestListener } from '@hono/node-server';
export { createServer } from 'node:http';
export { existsSync } from 'node:fs';
export type { IncomingMessage, ServerResponse } from 'node:http';
export type { Socket } from 'node:net';
