import { flag, required, type Field, type Fields } from '../../shared/kit/field';
import { operation } from '../../shared/kit/operation';
import { one } from '../answer';
import { pipeline, record, stage, user } from '../fields';

const copies = (what: string): Field => flag(`Copy ${what}`, `Whether the new deal gets the ${what.toLowerCase()} too`);
const keeps = (what: string, description: `Whether ${string}`): Field => flag(`Keep ${what}`, description);

/** PipeRun demands a word on each of these. */
const demanded = (): Fields => ({
	duplicate_history: copies('History'),
	duplicate_note: copies('Notes'),
	duplicate_activity: copies('Activities'),
	duplicate_email: copies('Emails'),
	duplicate_file: copies('Files'),
	duplicate_custom_field: copies('Custom Field Values'),
	duplicate_call: copies('Calls'),
	keep_call_user: keeps('Callers', 'Whether copied calls keep their user instead of the new owner'),
});

const offered = (): Fields => ({
	duplicate_users_envolved: copies('Involved Users'),
	duplicate_companies_envolved: copies('Involved Companies'),
	duplicate_persons_envolved: copies('Involved Persons'),
	duplicate_tag: copies('Tags'),
	duplicate_origin: copies('Origin'),
	duplicate_proposal: copies('Proposals'),
	duplicate_data_list: copies('Data Lists'),
	keep_owner_activity: keeps('Activity Owners', 'Whether copied activities keep their owner instead of the new one'),
	keep_note_user: keeps('Note Authors', 'Whether copied notes keep their author instead of the new owner'),
	keep_proposal_counter: keeps('Proposal Counter', 'Whether copied proposals keep their number'),
	keep_proposal_involved_users: keeps('Proposal Users', 'Whether copied proposals keep their involved users'),
});

export const duplicate = operation({
	name: 'Duplicate',
	action: 'Duplicate deal',
	description: 'Copy a deal (oportunidade) into another pipeline or stage',
	request: 'POST /deals/{deal_id}/duplicate',
	output: one,
	fields: {
		deal_id: record('Deal'),
		new_pipeline_id: required(pipeline('New Pipeline (Funil)')),
		new_stage_id: required(stage('New Stage (Etapa)')),
		new_owner_id: required(user('New Owner (Dono)')),
		...demanded(),
	},
	options: offered(),
});
