import type { IDataObject } from 'n8n-workflow';

import { company } from './company';
import { deal } from './deal';
import { failureFacts } from './failure';
import type { Did, Job } from './job';
import { flatIds } from './links';
import { note } from './note';
import { person } from './person';
import type { Save } from './save';

const STEPS: Array<[string, (job: Job) => Promise<Did>]> = [
	['company', company],
	['person', person],
	['deal', deal],
	['note', note],
];

const CHANGED: readonly Did[] = ['created', 'found', 'updated'];

/** What happens between two steps: nothing, a stop after each that changed something, or saving it. */
export type Between = 'nothing' | 'stop' | Save;

/**
 * Brings a lead into PipeRun: company, person, deal, note, in this order. Done again it changes nothing.
 * @throws the failure of a step, with `facts` for the error output: the step, the links so far, and whether trying again makes sense
 */
export async function syncLead(job: Job, between: Between): Promise<IDataObject> {
	const steps: Record<string, Did> = {};
	for (const [name, step] of STEPS) {
		const before = { ...job.links };
		try {
			steps[name] = await step(job);
			if (between === 'nothing' || name === 'note' || !CHANGED.includes(steps[name])) continue;
			if (between === 'stop') return result(job, steps, 'underWay');
			if (!(await between(job.links))) return result(job, steps, 'takenOver');
		} catch (error) {
			const found = await failureFacts(job.send, error);
			// Who is not PipeRun says of every record that it is gone.
			if (found.kind === 'misaddressed') job.links = { ...before, ...job.links };
			throw Object.assign(asError(error), { facts: { step: name, ...found, ...ids(job) } });
		}
	}
	return result(job, steps, 'synced');
}

const ids = ({ links }: Job): IDataObject => ({ ...flatIds(links), links: links as unknown as IDataObject });

const result = (job: Job, steps: Record<string, Did>, outcome: 'synced' | 'underWay' | 'takenOver'): IDataObject => ({
	outcome,
	done: outcome !== 'underWay',
	steps,
	...ids(job),
	...(job.left && { dealLeft: job.left }),
	warnings: [...job.warnings],
});

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
