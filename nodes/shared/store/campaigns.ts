import type { IDataObject } from 'n8n-workflow';

import type { Line } from '../core/campaign/list';
import type { Progress } from '../core/campaign/progressText';
import type { Store } from './store';

/** A campaign as it is planned; what is absent keeps the database's own value. */
export type CampaignGiven = {
	id: string;
	name: string;
	/** The number of ours that writes; null is that of the newest conversation. */
	channel: string | null;
	about: string;
	category: string;
	/** From which share of failed messages on all of it is halted, 0 to 1. */
	stop_share: number;
	/** ISO 8601; null is as soon as it is started. */
	starts_at: string | null;
};

export type PlannedLine = { line: number; phone: string; status: string; reason: string | null };
type Planned = { planned: true; status: string; channel: string; lines: PlannedLine[] } | { planned: false; reason: string; lines: [] };

/** So many lines in one call: each stays well under the time that a database gives one. */
export const LINES_A_CALL = 2000;

/** Takes a part of a list in. Safe to repeat: a line that is there stays one line. */
export const planLines = async (store: Store, campaign: CampaignGiven, lines: Line[]): Promise<Planned> =>
	await store.rpc('plan_campaign', { p_campaign: campaign, p_contacts: lines }, true);

export type CampaignOrder = 'start' | 'pause' | 'resume' | 'stop';
export type Ordered = { done: boolean; id: string; status: string | null; reason?: string };

export const orderCampaign = async (store: Store, id: string, order: CampaignOrder): Promise<Ordered> =>
	await store.rpc('order_campaign', { p_id: id, p_order: order }, true);

export type Released = { id: string; status: string; asked: number; reason?: string; until?: string };

/** Lets out what is due, through the gate into the outbox. Not repeated by itself: what was let out stays so, and the next look goes on. */
export const releaseCampaigns = async (store: Store, channel: string | null, limit: number): Promise<Released[]> =>
	await store.rpc('release_campaigns', { p_channel: channel, p_limit: limit }, false);

export type CampaignProgress = Progress & { channel: string };

/** @returns null where there is no such campaign */
export const campaignProgress = async (store: Store, id: string): Promise<CampaignProgress | null> =>
	await store.rpc('campaign_progress', { p_id: id }, true);

export type ResultLine = IDataObject & { line: number; phone: string; status: string; reason: string | null };

/** Every line with what became of it, a page at a time. */
export async function* campaignResults(store: Store, id: string): AsyncGenerator<ResultLine[]> {
	for (let after = 0; ;) {
		const page: ResultLine[] = await store.rpc('campaign_results', { p_id: id, p_after: after, p_limit: LINES_A_CALL }, true);
		if (page.length === 0) return;
		yield page;
		after = page[page.length - 1].line;
	}
}

/** Which leads a campaign is for; absent is any. */
export type LeadFilter = { temperatures?: string[]; product?: string; uf?: string; quietDays?: number };
export type LeadRow = IDataObject & { telefone: string };

/** Leads as lines of a list, a page at a time. */
export async function* leadsFor(store: Store, { temperatures, product, uf, quietDays }: LeadFilter): AsyncGenerator<LeadRow[]> {
	const filter = { p_temperatures: temperatures ?? null, p_product: product || null, p_uf: uf || null, p_quiet_days: quietDays || null };
	for (let after = ''; ;) {
		const page: LeadRow[] = await store.rpc('campaign_leads', { ...filter, p_after: after, p_limit: LINES_A_CALL }, true);
		if (page.length === 0) return;
		yield page;
		after = page[page.length - 1].telefone;
	}
}
