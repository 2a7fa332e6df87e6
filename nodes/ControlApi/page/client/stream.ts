export interface StreamEvent {
	name: string;
	/** What came as JSON; undefined where it is none. */
	data: unknown;
}

/** Server-sent events out of a text that comes in pieces; comments only say that somebody is there. */
export function eventsOf(): (piece: string) => StreamEvent[] {
	let rest = '';
	return (piece) => {
		const blocks = `${rest}${piece}`.split(/\r?\n\r?\n/);
		rest = blocks.pop() ?? '';
		return blocks.flatMap((block) => {
			const lines = block.split(/\r?\n/);
			const of = (field: string) =>
				lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ''));
			const data = of('data');
			return data.length === 0 ? [] : [{ name: of('event').at(-1) ?? 'message', data: parsed(data.join('\n')) }];
		});
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * Reads a stream until it ends.
 * @param came called whenever anything came, a comment too
 * @throws when the connection breaks
 */
export async function readStream(body: ReadableStream<Uint8Array>, came: () => void, take: (event: StreamEvent) => void): Promise<void> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	const events = eventsOf();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		came();
		events(decoder.decode(value, { stream: true })).forEach(take);
	}
}
