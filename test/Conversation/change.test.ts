import { change, Contended, type At } from '../../nodes/Conversation/change';
import { ofError } from '../../nodes/ControlApi/answers';
import { readRules } from '../../nodes/Conversation/rules';
import { virtualSession } from '../../nodes/shared/store/session';
import type { Store } from '../../nodes/shared/store/store';

const NOW = '2026-01-05T13:00:00.000Z';
const rules = readRules((_, fallback) => fallback, NOW, true);
const start: At = { ...virtualSession('C1', '5511900000001'), version: 1 };
const takeOver = { type: 'takeOver', attendant: 'ana', force: false } as const;

/** A database in which somebody else was faster so many times; each time the conversation is one version further. */
function contended(times: number, meanwhile: Partial<At> = {}) {
	const tried: unknown[] = [];
	const rpc = async (_: string, { p_version }: Record<string, unknown>) => {
		tried.push(p_version);
		const saved = tried.length > times;
		return { saved, session: { ...start, ...(saved ? {} : meanwhile), version: Number(p_version) + 1 } };
	};
	return { tried, store: { rpc } as unknown as Store };
}

it('decides anew on the newer version when somebody else was faster, twice', async () => {
	const { store, tried } = contended(2);
	const { transition } = await change(store, start, takeOver, { now: NOW, rules });
	expect(transition).toMatchObject({ reason: 'command_processed', session: { mode: 'human', humanAttendant: 'ana' } });
	expect(tried).toEqual([1, 2, 3]);
});

it('gives up after three times, saying that the store is not to be had', async () => {
	const { store, tried } = contended(3);
	const failure = await change(store, start, takeOver, { now: NOW, rules }).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(Contended);
	expect(failure).toMatchObject({ facts: { reason: 'store_unavailable' } });
	expect(tried).toHaveLength(3);
	expect(ofError(failure)).toMatchObject({ status: 503, body: { error: 'STORE_UNAVAILABLE' } });
});

it('sees what the faster one did: a takeover that lost is refused', async () => {
	const taken = { mode: 'human', human_attendant: 'bia', human_since: NOW, mode_epoch: 2 };
	const { store } = contended(1, taken);
	const { transition, at } = await change(store, start, takeOver, { now: NOW, rules });
	expect(transition.refusal).toEqual({ code: 'OWNED_BY_OTHER', owner: 'bia', since: NOW });
	expect(at).toMatchObject({ human_attendant: 'bia', mode_epoch: 2 });
});
