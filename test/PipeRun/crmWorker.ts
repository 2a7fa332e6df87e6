import type { IDataObject } from 'n8n-workflow';

import { crmResult } from '../../nodes/Conversation/crmResult';
import { crmLinks, type CrmJob } from '../../nodes/shared/core/crm/job';
import type { CrmResult, CrmSaved } from '../../nodes/shared/store/crm';
import { at, customer, rpc } from '../database/client';
import type { PipeRunStandIn } from '../sandbox/piperun';
import { sql } from '../setup/supabase';
import { doorTo, LEAD, sync } from './syncCaller';

type Person = ReturnType<typeof customer>;

/** Leads of one channel of one's own, with the queue for the CRM switched on for it alone. */
export async function newQueue(seconds = 0) {
	const { channel } = customer();
	const claim = async (now: number, limit = 5): Promise<CrmJob[]> =>
		await rpc('claim_crm_syncs', { p_policy: 'hotWarm', p_limit: limit, p_lease_seconds: 300, p_channel: channel, p_now: at(now) });
	expect(await claim(seconds)).toEqual([]);
	return {
		channel,
		claim,
		/** Somebody writes, and the agent learns this of them. */
		lead: async (now: number, given: IDataObject = {}): Promise<string> => {
			const { phone } = customer();
			await rpc('receive_message', { p_message: message({ channel, phone }, now), p_now: at(now) });
			await learn(phone, now, { ...WITHOUT_PHONE, ...given });
			return phone;
		},
	};
}
export type Queue = Awaited<ReturnType<typeof newQueue>>;

const { phone: _, channel: __, ...WITHOUT_PHONE } = LEAD;

const message = ({ channel, phone }: Pick<Person, 'channel' | 'phone'>, now: number) => ({
	provider: 'zapi',
	channel,
	phone,
	message_id: `M-${phone}-${now}`,
	send_to: phone,
	name: 'Maria',
	kind: 'text',
	text: 'Oi',
	speaker: 'customer',
	sent_at: at(now),
});

export const learn = async (phone: string, now: number, fields: IDataObject): Promise<unknown> =>
	await rpc('upsert_lead', { p_phone: phone, p_fields: fields, p_now: at(now) });

/** What the node gives for a sync that failed, when the operator chose to go on. */
const failed = (error: Error & { facts?: IDataObject }): IDataObject => ({ error: error.message, details: { ...error.facts } });

/** One step of one lead, which is then still to be saved: by the same two that save it in the workflow. */
export async function step(piperun: PipeRunStandIn, job: CrmJob, now: number, door = doorTo(piperun)) {
	const { lead, links, policy } = job as unknown as Record<string, IDataObject>;
	const json = await sync(piperun, lead, { links, policy, run: 'step' }, door).catch(failed);
	const isStep = json.outcome === 'underWay';
	const result: CrmResult = isStep ? { outcome: 'step', links: crmLinks(json), failure: {} } : crmResult(json);
	return { save: async () => await save(job, result, now) };
}

async function save(job: CrmJob, { outcome, links, failure }: CrmResult, now: number): Promise<CrmSaved & { next: CrmJob | null }> {
	const saved = await rpc<CrmSaved>('save_crm_sync', {
		p_outbox_id: job.outbox_id,
		p_lease_token: job.lease_token,
		p_outcome: outcome,
		p_links: links,
		p_failure: failure,
		p_now: at(now),
	});
	return { ...saved, next: saved.saved && outcome === 'step' && links ? { ...job, links: links.links } : null };
}

/** What the workflow does each time: claims what is due, takes each lead to the end. Returns what was saved last of each. */
export async function work(piperun: PipeRunStandIn, queue: Queue, now: number, limit = 5, door = doorTo(piperun)): Promise<CrmSaved[]> {
	const ends: CrmSaved[] = [];
	for (const claimed of await queue.claim(now, limit)) {
		let job: CrmJob | null = claimed;
		while (job) {
			const { next, ...saved } = await (await step(piperun, job, now, door)).save();
			job = next;
			if (!job) ends.push(saved as CrmSaved);
		}
	}
	return ends;
}

export const linksOf = async (phone: string) =>
	(await sql('select company_id, person_id, deal_id, note_id from crm_links where phone = $1', [phone]))[0];

export const alertsOf = async ({ channel }: Pick<Queue, 'channel'>): Promise<IDataObject[]> =>
	(
		await sql<{ payload: IDataObject }>(
			`select payload from outbox where channel = $1 and kind = 'notice' and status <> 'discarded' order by id`,
			[channel],
		)
	).map(({ payload }) => payload);

export const statusOf = async (phone: string): Promise<unknown> =>
	(await sql<{ crm_sync_status: string }>('select crm_sync_status from leads where phone = $1', [phone]))[0].crm_sync_status;
