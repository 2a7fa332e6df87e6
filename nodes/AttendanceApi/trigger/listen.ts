import type { ICredentialDataDecryptedObject, ITriggerFunctions } from 'n8n-workflow';

import { redact } from '../../shared/http/redact';
import { rootOf } from '../address';
import type { Reader } from '../reader';
import { doorsOf } from '../session/login';
import { sessionFor } from '../session/sessions';
import { offerLine } from '../socket/frames';
import { keepLine, type Clock, type Line } from '../socket/line';
import { openSocket } from '../socket/open';
import { candidates, socketUrl } from '../socket/paths';
import { afterTheLast } from './afterTheLast';
import type { Jobs } from './jobs';
import { paced } from './paced';
import type { Settings } from './properties';
import type { Watch } from './watch';

interface Ear {
	context: ITriggerFunctions;
	credential: ICredentialDataDecryptedObject;
	reader: Reader;
	settings: Settings;
	clock: Clock;
	watch: Watch;
	jobs: Jobs;
	/** Looks at everything, and joins what is found. */
	look: () => void;
	failed: (error: Error, failures: number) => void;
	recovered: (failures: number) => void;
}

/**
 * By then the server has let in whoever said that they join: the usual one, a busy one, and one that hardly gets to its database. None of them says when. Whoever
 * waits for less than the server takes hears of what was said in between only with the look behind, minutes later.
 */
const LET_IN_AFTER_MS = [2000, 8000, 45_000];

/**
 * The socket of a trigger. After each opening the rooms are joined again and everything is looked at: what was said meanwhile was said to nobody. So was what was said
 * between a look and the moment when the server let us into a room: it is looked once more after that.
 */
export function listen({ context, credential, reader, settings, clock, watch, jobs, look, failed, recovered }: Ear): Pick<Line, 'stop'> & {
	/** Joins the own conversations that are not joined yet. */
	join: () => void;
} {
	const session = sessionFor(credential);
	const doors = doorsOf(context);
	const root = rootOf(credential.baseUrl);
	const joined = new Set<string>();
	const looks = LET_IN_AFTER_MS.map((ms) => afterTheLast(clock, ms, look));
	const entering = paced(clock, (id) => {
		if (!line.say({ type: 'join_conversation', conversation_id: id })) return;
		joined.add(id);
		for (const { begin } of looks) begin();
	});
	const enter = (id: string) => settings.join && entering.add(id);
	const join = () => [...watch.mine].filter((id) => !joined.has(id)).forEach(enter);
	const line: Line = keepLine({
		reader,
		clock,
		open: openSocket,
		paths: (known) => candidates(reader.dialect, settings.path, known),
		address: async (path) => socketUrl(root, path, await session.token(doors), session.user),
		renew: async () => void (await session.renew(session.access ?? '', new Error('The socket refuses the token'), doors)),
		opened: () => {
			const before = [...joined];
			joined.clear();
			entering.clear();
			before.forEach(enter);
			look();
		},
		heard: (event) => {
			const { type, conversationId } = event;
			// Also one that was joined: it may have been somebody else's meanwhile, and whose it is not, the server lets out.
			if (conversationId !== null && type === 'conversation_assigned') enter(conversationId);
			if (conversationId !== null && type === 'conversation_closed') (joined.delete(conversationId), entering.drop(conversationId));
			if (watch.hear(event)) jobs.add(conversationId!, async () => await watch.lookAt(conversationId!));
		},
		failed: (why, failures) => failed(new Error(`The socket does not stand: ${redact(why)}`), failures),
		recovered,
	});
	const takeBack = offerLine(session, line);
	return {
		join,
		stop: async () => {
			for (const { forget } of looks) forget();
			entering.stop();
			takeBack();
			await line.stop();
		},
	};
}
