/** How much may wait for a listener that reads too slowly, bytes: some hundred conversations. A page that is further behind does better to ask anew. */
const MOST_WAITING = 1024 * 1024;

/** Nothing on the way keeps the events back: nginx asks for the last one, others for the type and for `no-transform`. */
const HEADERS = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-store, no-transform',
	'x-accel-buffering': 'no',
};

/** Server-sent events to one listener (WHATWG HTML, section 9.2). */
export interface EventStream {
	body: ReadableStream<Uint8Array>;
	headers: Record<string, string>;
	send: (event: string, data: unknown) => void;
	/** A comment, so that no proxy takes the silence for death, and a listener that vanished is found out. */
	beat: () => void;
	end: () => void;
}

/**
 * @param gone of the listener's request: fires when its connection is lost, also while nothing is sent
 * @param over called once, however it ends
 */
export function eventStream(gone: AbortSignal, over: () => void): EventStream {
	const encoder = new TextEncoder();
	let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
	let isOver = false;
	const finish = (how: () => void): void => {
		if (isOver) return;
		isOver = true;
		gone.removeEventListener('abort', end);
		over();
		how();
	};
	const end = () => finish(() => controller?.close());
	const body = new ReadableStream<Uint8Array>(
		{
			start: (given) => {
				controller = given;
			},
			cancel: () => finish(() => undefined),
		},
		new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
	);
	const write = (text: string): void => {
		if (isOver) return;
		controller?.enqueue(encoder.encode(text));
		// The code is that of a listener who left, which the adapter takes without an error in n8n's log.
		const tooSlow = Object.assign(new Error('The listener reads too slowly'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
		if ((controller?.desiredSize ?? 0) <= 0) finish(() => controller?.error(tooSlow));
	};
	// Never before the caller has what this gives.
	if (gone.aborted) queueMicrotask(end);
	else gone.addEventListener('abort', end);
	return {
		body,
		headers: HEADERS,
		// JSON has no line breaks of its own, so one line is one event's data.
		send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
		beat: () => write(':\n\n'),
		end,
	};
}
