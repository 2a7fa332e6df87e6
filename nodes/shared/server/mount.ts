import { LIMITS, type Limits } from './limits';
import { answerOf, listen, type Listening, type Place } from './listen';
import { otherHost } from './refusals';

/** What answers below a path of its own. */
export interface Part {
	/** Begins with a slash and ends without one. */
	path: string;
	/** @param rest of the path, without the slash between */
	answer: (request: Request, rest: string) => Promise<Response>;
}

export interface Mounted {
	/** Takes the part away once its answers under way are given; never throws. */
	close: () => Promise<void>;
}

interface OpenPort {
	host: string;
	listening: Listening;
	parts: Map<string, { part: Part; atWork: Set<Promise<unknown>> }>;
	/** Paths whose part was just taken away; their callers wait for the next one. */
	leaving: Map<string, Promise<void>>;
	/** Called when a part is mounted. */
	waiting: Set<() => void>;
}

/** The ports of this process; every trigger of the package shares them. */
const ports = new Map<number, OpenPort>();

/** One after another for each port: it is opened, closed and opened again in the order of the calls. */
const turns = new Map<number, Promise<unknown>>();
async function inTurn<T>(port: number, work: () => Promise<T>): Promise<T> {
	const result = (turns.get(port) ?? Promise.resolve()).then(work);
	turns.set(
		port,
		result.catch(() => undefined),
	);
	return await result;
}

/**
 * Mounts a part on a port, which is opened for the first one. A part in the same place is replaced.
 * @throws {PortRefused}
 */
export async function mount(place: Place, part: Part, limits: Limits = LIMITS): Promise<Mounted> {
	return await inTurn(place.port, async () => {
		const open = (await portThatIsOpen(place)) ?? (await openPort(place, limits));
		const mounted = { part, atWork: new Set<Promise<unknown>>() };
		open.parts.set(part.path, mounted);
		for (const wake of open.waiting) wake();
		return {
			close: async () => {
				if (open.parts.get(part.path) === mounted) {
					open.parts.delete(part.path);
					handOver(place.port, open, part.path, limits);
				}
				await within(limits.finishMs, Promise.allSettled(mounted.atWork));
			},
		};
	});
}

/** @throws {PortRefused} when somebody else uses it at another address of this machine */
async function portThatIsOpen({ port, host }: Place): Promise<OpenPort | undefined> {
	const open = ports.get(port);
	if (!open || open.host === host) return open;
	if (open.parts.size > 0) throw otherHost(port, open.host);
	ports.delete(port);
	await open.listening.close();
	return undefined;
}

async function openPort({ port, host }: Place, limits: Limits): Promise<OpenPort> {
	const [parts, leaving, waiting]: [OpenPort['parts'], OpenPort['leaving'], OpenPort['waiting']] = [new Map(), new Map(), new Set()];
	const listening = await listen({ port, host }, async (request) => await answered({ parts, leaving, waiting }, request), limits);
	const open = { host, listening, parts, leaving, waiting };
	ports.set(port, open);
	return open;
}

/** The port stays open for a moment: a workflow that is published again comes back at once, and nobody is turned away meanwhile. */
function handOver(port: number, open: OpenPort, path: string, { handOverMs }: Limits): void {
	const over = within(handOverMs);
	open.leaving.set(path, over);
	void over.then(async () => {
		if (open.leaving.get(path) === over) open.leaving.delete(path);
		await inTurn(port, async () => {
			if (open.parts.size > 0 || open.leaving.size > 0 || ports.get(port) !== open) return;
			ports.delete(port);
			await open.listening.close();
		});
	});
}

async function answered(open: Omit<OpenPort, 'host' | 'listening'>, request: Request): Promise<Response> {
	const { pathname } = new URL(request.url);
	const isBelow = (path: string) => pathname.startsWith(`${path}/`) || pathname === path;
	const find = () => [...open.parts.values()].find(({ part }) => isBelow(part.path));
	const over = [...open.leaving].find(([path]) => isBelow(path))?.[1];
	const found = find() ?? (over && (await comes(open.waiting, find, over)));
	if (!found) return over ? answerOf(503, { error: 'Try again in a moment' }, { 'retry-after': '2' }) : answerOf(404, NOTHING_HERE);
	const answer = found.part.answer(request, pathname.slice(found.part.path.length + 1));
	found.atWork.add(answer);
	try {
		return await answer;
	} finally {
		found.atWork.delete(answer);
	}
}

const NOTHING_HERE = { error: 'There is nothing at this address' };

/** Waits for a part to be mounted. @returns undefined when none came before it was over */
async function comes<T>(waiting: Set<() => void>, find: () => T | undefined, over: Promise<void>): Promise<T | undefined> {
	let wake = (): void => undefined;
	const mounted = new Promise<void>((resolve) => {
		wake = () => {
			if (find() !== undefined) resolve();
		};
		waiting.add(wake);
	});
	await Promise.race([mounted, over]);
	waiting.delete(wake);
	return find();
}

/** Resolves with the work, or after so long; the timer keeps no process alive. */
async function within(ms: number, work: Promise<unknown> = new Promise(() => undefined)): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, ms);
		timer.unref();
	});
	await Promise.race([work, tooLong]);
	clearTimeout(timer);
}
