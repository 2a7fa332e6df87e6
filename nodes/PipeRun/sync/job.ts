import type { IDataObject } from 'n8n-workflow';

import type { CrmLead } from '../../shared/core/crm/wanted';
import type { Call } from '../../shared/kit/operation';
import type { Links } from './links';

export interface Settings {
	pipelineId: number;
	stageId: number;
	/** Origin of a lead without a channel, or with one that is not in the map. */
	originId?: number;
	/** Origins by channel, lower case. */
	originByChannel: Record<string, number>;
	ownerId?: number;
	/** Values of the deal's own fields, written when it is created. */
	dealCustomFields?: unknown[];
	titleTemplate: string;
	noteTemplate: string;
	reopenAfterDays: number;
	/** Whether persons are also searched with the filters that PipeRun does not document. */
	undocumentedSearch: boolean;
}

/** One lead on its way into PipeRun. The steps change `links` as soon as an id is known, whatever happens after. */
export interface Job {
	lead: CrmLead;
	links: Links;
	settings: Settings;
	/** Epoch milliseconds. */
	now: number;
	send: Call['send'];
	/** What could not be done but stops nothing. */
	warnings: Set<string>;
	/** Why the deal was left alone, when it was. */
	left?: string;
}

export type Did = 'created' | 'found' | 'updated' | 'kept' | 'skipped';

export type Body = IDataObject;
