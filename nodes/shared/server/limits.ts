/** What nobody may exceed, whoever they are: the port may be open to the internet. */
export const LIMITS = {
	/** Of a request's head, and of the silence before it. */
	headersMs: 10_000,
	/** Of a whole request, with a body of 1 MB on a slow connection. */
	requestMs: 30_000,
	/** Longer than proxies keep theirs (nginx and Caddy: 60 seconds and 2 minutes), so that rarely both sides close and use a connection at once. */
	keepAliveMs: 125_000,
	connections: 1000,
	/** WebSockets among them: half, so that calls always get through. */
	sockets: 500,
	/** Of one message of a WebSocket. */
	messageBytes: 64 * 1024,
	/** How often a silent WebSocket is asked whether it is there: twice within the shortest time after which usual proxies end a connection (nginx and HAProxy: a minute). */
	beatMs: 25_000,
	/** Requests under way; each may hold a whole body. */
	atWork: 256,
	/** How long answers under way may take when their part or the port is closed; n8n itself ends half a minute after it was told to. */
	finishMs: 10_000,
	/** How long a call waits for a part that was just taken away: publishing a workflow again takes n8n a second, on a busy machine many. */
	handOverMs: 20_000,
};
export type Limits = typeof LIMITS;

/** Largest body of a call, bytes: no message, order or click is near that. */
export const LARGEST_BODY = 1024 * 1024;

/** Bytes of all bodies that are being read at once, of the ports of a process: who sends many slowly has no more memory than this. */
export const LARGEST_TOGETHER = 64 * 1024 * 1024;
/** A body up to this is read in any case; hardly a message or an order has more. */
export const SMALL_BODY = 64 * 1024;
