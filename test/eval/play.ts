import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { TurnResult } from '../../nodes/SdrAgent/result';
import type { Agent } from '../SdrAgent/agent';
import type { Golden } from './golden';

export interface Played {
	golden: Golden;
	results: TurnResult[];
	/** The lead as it is stored at the end. */
	lead: Record<string, unknown>;
	/** Why the node failed; null when it did not. */
	crash: string | null;
	/** Milliseconds of each turn. */
	tookMs: number[];
}

/** Plays a conversation through the real node, keeping lead and history between the turns as the database does. */
export async function play(agent: Agent, golden: Golden, parameters: IDataObject): Promise<Played> {
	const played: Played = { golden, results: [], lead: {}, crash: null, tookMs: [] };
	const history: IDataObject[] = [];
	for (const text of golden.says) {
		const startedAt = performance.now();
		const item = { text, turn_id: randomUUID(), phone: '5511999990001', name: 'Cliente', is_first_contact: history.length === 0 };
		try {
			const result = await agent.turn({ ...item, lead: played.lead as IDataObject, history }, parameters);
			played.results.push(result);
			played.lead = {
				...played.lead,
				...result.lead_updates,
				...(result.temperature && { temperature: result.temperature }),
				agent_state: result.findings.agent_state,
			};
			history.push({ role: 'user', content: text, sent_at: '' }, { role: 'assistant', content: result.reply, sent_at: '' });
		} catch (error) {
			return { ...played, crash: (error as Error).message };
		}
		played.tookMs.push(performance.now() - startedAt);
	}
	return played;
}
