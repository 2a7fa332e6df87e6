import { dealReference } from '../../shared/core/crm/deal';
import { noteText } from '../../shared/core/crm/text';
import { escapeHtml } from '../../shared/core/text/escape';
import { bringUpToDate } from './bringUpToDate';
import { ensure } from './ensure';
import type { Did, Job } from './job';
import { removeOurs } from './removeOurs';
import { create, read, search } from '../requests';

/** The one note of the deal that says what the conversation gave; it is rewritten when that changes. */
export async function note(job: Job): Promise<Did> {
	const { lead, links, settings, send } = job;
	if (!links.deal || job.left === 'inTheBin') return 'skipped';
	const { id: dealId, cycle } = links.deal;
	const mark = `Ref. ${dealReference(lead.phone, cycle)}`;
	const desired = { text: noteText(lead, settings.noteTemplate, escapeHtml, mark) };
	const kept = await bringUpToDate(job, 'note', '/notes', desired);
	if (kept) return kept;

	const { created } = await ensure({
		find: async () => {
			const ours = (await search(send, '/notes', { deal_id: dealId })).filter(
				({ text, deal_id }) => deal_id === dealId && String(text).includes(mark),
			);
			return ours.length > 0 ? Math.min(...ours.map(({ id }) => Number(id))) : null;
		},
		create: async () => await create(send, '/notes', { deal_id: dealId, ...desired }),
		remove: async (id) => await removeOurs(job, '/notes', id),
		keep: (id, ours) => (links.note = { id, ours: true, sent: ours ? desired : {} }),
	});
	if (created || !links.note) return 'created';
	// Our mark is in it, so its words are ours to renew.
	links.note.sent = { text: (await read(send, `/notes/${links.note.id}`))?.text };
	await bringUpToDate(job, 'note', '/notes', desired);
	return 'found';
}
