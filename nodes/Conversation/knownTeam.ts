import type { IExecuteFunctions } from 'n8n-workflow';

import { MissingSetting } from '../shared/core/company/settings';
import { textOf } from '../shared/core/json/readers';
import { teamKnown } from '../shared/store/company';
import type { Store } from '../shared/store/store';

/**
 * Sees to it that there is somebody to tell, and keeps who it is with the workflow's own data: when a workflow fails because the database is down, the number
 * has to be known without it (`knownTeam`).
 * @param typed the number in the node; empty is whom the company named
 * @throws {MissingSetting} when nobody is named anywhere: before anything is claimed
 */
export async function knowTeam(context: IExecuteFunctions, store: Store, typed: string, channel: string | null): Promise<void> {
	let phone = typed;
	if (typed === '') {
		const { technical, any } = await teamKnown(store, channel);
		if (!any) throw new MissingSetting('Team Phone', 'Telefone da equipe');
		phone = technical ?? '';
	}
	const kept = context.getWorkflowStaticData('global');
	if (phone !== '' && kept.teamPhone !== phone) kept.teamPhone = phone;
}

/** The number that this workflow told last; empty where it never told anybody. Needs no database. */
export const knownTeam = (context: Pick<IExecuteFunctions, 'getWorkflowStaticData'>): string =>
	textOf(context.getWorkflowStaticData('global').teamPhone);
