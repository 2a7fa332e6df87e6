import fc from 'fast-check';

import { sql } from '../setup/supabase';
import type { world } from './openQuestions.world';

export type World = ReturnType<typeof world>;

/** Ways in which a person, or nobody, gets the conversation. */
export const TAKEN: Record<string, (one: World) => Promise<unknown>> = {
	'on the page': async (one) => await one.order({ type: 'takeOver', attendant: 'ana', force: false }),
	'by a transfer': async (one) => await one.order({ type: 'transfer', attendant: null, to: 'ana', note: '', force: true }),
	'by a prefix alone': async (one) => await one.types('[HUMANO]'),
	'by /assumir': async (one) => await one.types('/assumir'),
	'by /pausar': async (one) => await one.types('/pausar'),
	'paused on the page': async (one) => await one.order({ type: 'pause', attendant: 'ana', reason: 'manual', force: true }),
	'called for by a workflow': async (one) => await one.order({ type: 'escalate', reason: 'erro_agente', detail: '', summary: '' }),
};
/** Ways by which the agent gets it back. */
export const BACK: Record<string, (one: World) => Promise<unknown>> = {
	'on the page': async (one) => await one.order({ type: 'release', attendant: 'ana', force: true }),
	'by /liberar': async (one) => await one.types('/liberar'),
	'by /retomar': async (one) => await one.types('/retomar'),
	'by the sweep': async (one) => {
		one.pass(301);
		await one.order({ type: 'tick' });
		await BACK['on the page'](one);
	},
	'by a hand in the database': async (one) =>
		await sql(
			`update sessions set mode = 'agent', mode_epoch = mode_epoch + 1, version = version + 1, human_attendant = null, human_since = null,
				paused_at = null, paused_by = null, pause_reason = null, updated_at = greatest(updated_at, last_customer_message)
			where channel = $1 and mode <> 'agent'`,
			[one.place.channel],
		),
	'by a revoked opt-out': async (one) => {
		await one.optsOutAndBack();
		await BACK['on the page'](one);
	},
};
export const named = <T>(ways: Record<string, T>) => fc.constantFrom(...Object.keys(ways));

/** Something that happens to a conversation. */
export const step = fc.oneof(
	{ weight: 4, arbitrary: fc.constant(['asks'] as const) },
	{ weight: 3, arbitrary: fc.tuple(fc.constant('works' as const), fc.constantFrom('never', 'never', 'claimed', 'decided')) },
	{ weight: 3, arbitrary: fc.tuple(fc.constant('taken' as const), named(TAKEN)) },
	{ weight: 2, arbitrary: fc.tuple(fc.constant('back' as const), named(BACK)) },
	{ weight: 2, arbitrary: fc.constant(['speaks'] as const) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant('interrupted' as const), named(TAKEN), fc.option(named(BACK))) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant('switched' as const), fc.boolean()) },
	{ weight: 2, arbitrary: fc.tuple(fc.constant('pass' as const), fc.constantFrom(1, 5, 95, 301)) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant('pass' as const), fc.constant(30 * 3600)) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export async function play(one: World, [name, first, second]: Step | [string, unknown?, unknown?]): Promise<void> {
	const [way, dies, other] = [String(first), first as 'never', second === null || second === undefined ? null : String(second)];
	one.pass(1);
	if (name === 'asks') await one.asks();
	else if (name === 'works') await one.works({ dies });
	else if (name === 'taken') await TAKEN[way](one);
	else if (name === 'back') await BACK[way](one);
	else if (name === 'speaks') await one.types('Oi, sou a Ana');
	else if (name === 'switched') await one.isSwitched(first as boolean);
	else if (name === 'pass') one.pass(Number(first));
	else if (name === 'interrupted')
		await one.works({
			meanwhile: async () => {
				one.pass(1);
				await TAKEN[way](one);
				if (other !== null) await BACK[other](one);
			},
		});
}
