import { doors } from '../core/limits/doors';
import { LIMITS, type Limits } from './limits';
import { answerOf, listen, wentWrong, type Listening, type Place } from './listen';
import { preflightOf, shownTo, type Pages } from './pages';
import { otherHost, otherOwner } from './refusals';
import { CLOSED_FOR, type Line, type Talk } from './sockets';

/** A published trigger. */
export interface Owner {
	/** Of the workflow and its node: the same when it is published again. */
	id: string;
	/** Of the workflow, for people. */
	name: string;
}

/** What answers below a path of its own. */
export interface Part {
	/** Begins with a slash and ends without one. Of two parts whose paths a call is below the longer one's answers. */
	path: string;
	/** @param rest of the path, without the slash between */
	answer: (request: Request, rest: string) => Promise<Response>;
	/** Who serves it: only they replace it while it is there. Absent where nobody else could. */
	owner?: Owner;
	/** Opens a WebSocket, or answers why not; absent where there are none. */
	socket?: (request: Request, rest: string) => Promise<Talk | Response>;
	/** Which pages of other addresses may read what is answered below its path; absent: none. */
	pages?: Pages;
}

export interface Mounted {
	/** Takes the part away once its answers under way are given and its sockets told; never throws. */
	close: () => Promise<void>;
}

interface MountedPart {
	part: Part;
	atWork: Set<Promise<unknown>>;
	lines: Set<Line>;
}

interface OpenPort {
	host: string;
	listening: Listening;
	parts: Map<string, MountedPart>;
	/** Paths whose part was just taken away; their callers wait for the next one. */
	leaving: Map<string, { over: Promise<void>; pages?: Pages }>;
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
 * Mounts a part on a port, which is opened for the first one. Its owner's earlier part in the same place is replaced, so that a workflow that is published again
 * takes over without a refused call; a part of somebody else stays.
 * @throws {PortRefused}
 */
export async function mount(place: Place, part: Part, limits: Limits = LIMITS): Promise<Mounted> {
	return await inTurn(place.port, async () => {
		const open = (await portThatIsOpen(place)) ?? (await openPort(place, limits));
		const there = open.parts.get(part.path)?.part;
		if (there && there.owner?.id !== part.owner?.id) throw otherOwner(place.port, part.path, there.owner?.name);
		const mounted: MountedPart = { part, atWork: new Set(), lines: new Set() };
		open.parts.set(part.path, mounted);
		for (const wake of open.waiting) wake();
		return {
			close: async () => {
				if (open.parts.get(part.path) === mounted) {
					open.parts.delete(part.path);
					handOver(place.port, open, part, limits);
				}
				const told = [...mounted.lines].map(async (line) => await line.close(CLOSED_FOR.restart, 'Service Restart'));
				await within(limits.finishMs, Promise.allSettled([...mounted.atWork, ...told]));
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
	const among = { parts, leaving, waiting };
	const listening = await listen(
		{ port, host },
		async (request) => await answered(among, request),
		limits,
		async (request) => await talkOf(among, request),
		(request, refusal) => {
			const pages = pagesAt(among, request);
			return shownTo(pages, request, preflightOf(pages, request) ?? refusal);
		},
	);
	const open = { host, listening, parts, leaving, waiting };
	ports.set(port, open);
	return open;
}

/** The port stays open for a moment: a workflow that is published again comes back at once, and nobody is turned away meanwhile. */
function handOver(port: number, open: OpenPort, { path, pages }: Part, { handOverMs }: Limits): void {
	const left = { over: within(handOverMs), pages };
	open.leaving.set(path, left);
	void left.over.then(async () => {
		if (open.leaving.get(path) === left) open.leaving.delete(path);
		await inTurn(port, async () => {
			if (open.parts.size > 0 || open.leaving.size > 0 || ports.get(port) !== open) return;
			ports.delete(port);
			await open.listening.close();
		});
	});
}

async function answered(open: Parts, request: Request): Promise<Response> {
	const atFirst = pagesAt(open, request);
	// Never waits for a part that left: what is called then is answered, whatever that answer is.
	const allowed = preflightOf(atFirst, request);
	if (allowed) return shownTo(atFirst, request, allowed);
	const found = await partFor(open, request);
	if (found instanceof Response) return shownTo(atFirst, request, found);
	const answer = atWork(found, found.part.answer(request, restOf(found, request)));
	const { pages } = found.part;
	return pages ? shownTo([pages], request, await answer.catch(wentWrong)) : await answer;
}

/** Who may read what is said at an address: its part says so, also for a moment after it left. Where there is none, whoever may read any part of the port. */
function pagesAt(open: Parts, request: Request): Pages[] {
	const at: Array<[string, Pick<Part, 'pages'>]> = [...open.parts].map(([path, { part }]) => [path, part]);
	const parts = new Map([...open.leaving, ...at]);
	const nearest = parts.get(longestFor(request, parts.keys()) ?? '');
	const pages = nearest ? [nearest.pages] : [...parts.values()].map((part) => part.pages);
	return [...new Set(pages)].filter((one) => one !== undefined);
}

/** What is done with a WebSocket that somebody asks for; null where the part has none. */
async function talkOf(open: Parts, request: Request): Promise<Talk | Response | null> {
	const found = await partFor(open, request);
	if (found instanceof Response) return found;
	if (!found.part.socket) return null;
	const talk = await atWork(found, found.part.socket(request, restOf(found, request)));
	if (talk instanceof Response) return talk;
	return (line) => {
		const { heard, over } = talk(line);
		found.lines.add(line);
		// Taken away while the caller was being looked at.
		if (open.parts.get(found.part.path) !== found) void line.close(CLOSED_FOR.restart, 'Service Restart');
		return {
			heard,
			over: () => {
				found.lines.delete(line);
				over();
			},
		};
	};
}

type Parts = Pick<OpenPort, 'parts' | 'leaving' | 'waiting'>;

/** The part that answers a call, also one that comes back within a moment; else what the caller is told. */
async function partFor(open: Parts, request: Request): Promise<MountedPart | Response> {
	const found = open.parts.get(longestFor(request, open.parts.keys()) ?? '');
	const left = longestFor(request, open.leaving.keys()) ?? '';
	const over = open.leaving.get(left)?.over;
	if (found && (over === undefined || found.part.path.length >= left.length)) return found;
	const back = over && (await comes(open.waiting, () => open.parts.get(left), over));
	if (back) return back;
	doors.note('unknown', over ? 503 : 404);
	return over ? answerOf(503, { error: 'Try again in a moment' }, { 'retry-after': '2' }) : answerOf(404, NOTHING_HERE);
}

/** Of paths that a call is below the longest. */
function longestFor(request: Request, paths: Iterable<string>): string | undefined {
	const { pathname } = new URL(request.url);
	const isBelow = (path: string) => pathname.startsWith(`${path}/`) || pathname === path;
	return [...paths].filter(isBelow).sort((one, other) => other.length - one.length)[0];
}

const restOf = ({ part }: MountedPart, request: Request): string => new URL(request.url).pathname.slice(part.path.length + 1);

async function atWork<T>(found: MountedPart, work: Promise<T>): Promise<T> {
	found.atWork.add(work);
	try {
		return await work;
	} finally {
		found.atWork.delete(work);
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
