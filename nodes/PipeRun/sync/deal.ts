import type { IDataObject } from 'n8n-workflow';

import { changes } from '../../shared/core/crm/changes';
import { dealReference, decideDeal, type DealRecord } from '../../shared/core/crm/deal';
import { dealTitle } from '../../shared/core/crm/text';
import { ensure } from './ensure';
import type { Did, Job } from './job';
import { removeOurs } from './removeOurs';
import { create, read, search, textOrNull, update, withoutEmpty } from '../requests';

const STATUSES: Record<number, DealRecord['status']> = { 1: 'won', 3: 'lost' };
/** PipeRun's numbers; 1 is "very hot", which no lead of ours is. */
const TEMPERATURES = { hot: 2, warm: 3, cold: 4 };

function asDeal(record: IDataObject): DealRecord {
	const closedAt = Date.parse(String(record.closed_at ?? ''));
	return {
		id: Number(record.id),
		reference: textOrNull(record.reference),
		status: STATUSES[Number(record.status)] ?? 'open',
		deleted: record.deleted === true,
		closedAt: Number.isNaN(closedAt) ? null : closedAt,
		pipelineId: Number(record.pipeline_id),
	};
}

/** A linked deal that PipeRun no longer has: people deleted it. */
const gone = (id: number): DealRecord => ({ id, reference: null, status: 'open', deleted: true, closedAt: null, pipelineId: 0 });

/** The lead's deal of this cycle. Without a person there is none: it is the step before. */
export async function deal(job: Job): Promise<Did> {
	const { lead, links, settings, send } = job;
	const linked = links.deal && (await read(send, `/deals/${links.deal.id}`));
	const linkedDeal = links.deal && (linked ? asDeal(linked) : gone(links.deal.id));
	const isOpen = linkedDeal?.status === 'open' && !linkedDeal.deleted;
	const others = isOpen ? [] : await dealsOfPerson(job);
	const decision = decideDeal({
		phone: lead.phone,
		deals: [...(linkedDeal ? [linkedDeal] : []), ...others.map(asDeal).filter(({ id }) => id !== linkedDeal?.id)],
		linkedId: linkedDeal?.id ?? null,
		pipelineId: settings.pipelineId,
		now: job.now,
		reopenAfterDays: settings.reopenAfterDays,
	});
	if (decision.kind === 'create') return await createDeal(job, decision.cycle);
	const record = (linked?.id === decision.id ? linked : others.find(({ id }) => id === decision.id)) ?? {};
	const isNew = links.deal?.id !== decision.id;
	const ours = asDeal(record).reference === dealReference(lead.phone, decision.cycle);
	if (isNew) take(job, { id: decision.id, cycle: decision.cycle, ours, sent: {} });
	if (decision.kind === 'leave') {
		job.left = decision.reason;
		return 'kept';
	}
	return (await bringDealUpToDate(job, record)) ? 'updated' : isNew ? 'found' : 'kept';
}

const dealsOfPerson = async ({ links, send }: Job): Promise<IDataObject[]> =>
	links.person ? await search(send, '/deals', { person_id: links.person.id }) : [];

/** A new deal has a note of its own. */
function take({ links }: Job, link: NonNullable<Job['links']['deal']>): void {
	if (links.deal?.id !== link.id) delete links.note;
	links.deal = link;
}

const desired = ({ lead, links, settings }: Job): IDataObject =>
	withoutEmpty({
		title: dealTitle(lead, settings.titleTemplate),
		temperature: lead.temperature ? TEMPERATURES[lead.temperature] : null,
		person_id: links.person?.id,
		company_id: links.company?.id,
	});

async function createDeal(job: Job, cycle: number): Promise<Did> {
	const { lead, settings, send } = job;
	const reference = dealReference(lead.phone, cycle);
	const wanted = desired(job);
	const { created } = await ensure({
		find: async () => {
			const ours = (await dealsOfPerson(job)).map(asDeal).filter((one) => one.reference === reference && !one.deleted);
			return ours.length > 0 ? Math.min(...ours.map(({ id }) => id)) : null;
		},
		create: async () =>
			await create(send, '/deals', {
				...wanted,
				pipeline_id: settings.pipelineId,
				stage_id: settings.stageId,
				reference,
				...withoutEmpty({ origin_id: originOf(job), owner_id: settings.ownerId, custom_fields: settings.dealCustomFields }),
			}),
		remove: async (id) => await removeOurs(job, '/deals', id),
		keep: (id, ours) => take(job, { id, cycle, ours: true, sent: ours ? wanted : {} }),
	});
	return created ? 'created' : 'found';
}

/** Only what is new is sent: a re-sent origin or owner would show in the history. */
async function bringDealUpToDate(job: Job, current: IDataObject): Promise<boolean> {
	const link = job.links.deal;
	if (!link) return false;
	const wanted = desired(job);
	const news = changes(wanted, current, link.ours ? link.sent : {}) as IDataObject;
	if (Object.keys(news).length > 0) await update(job.send, `/deals/${link.id}`, news);
	link.sent = { ...link.sent, ...wanted };
	return Object.keys(news).length > 0;
}

const originOf = ({ lead, settings }: Job): number | undefined =>
	settings.originByChannel[(lead.channel ?? '').toLowerCase()] ?? settings.originId;
