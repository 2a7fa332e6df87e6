import { sleep, type IDataObject } from 'n8n-workflow';

import type { Step } from '../../shared/core/law/step';
import { VendorError } from '../../shared/http/errors';
import { eraseAt } from '../../shared/kit/erase';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { read, update } from '../requests';
import { wantedOf, wholePerson } from './wholePerson';

/** What stands where the words of somebody stood who was erased. */
const EMPTIED = 'Apagado a pedido da pessoa (LGPD)';

const of = (what: Step['what'], { id }: IDataObject): Pick<Step, 'what' | 'where' | 'id'> => ({ what, where: 'PipeRun', id: String(id) });

/**
 * Deletes a person from PipeRun with their notes and activities, and the company where it is nobody else's; an activity in which others take part goes on without
 * them and without its words. Deals stay without anything that tells who it was: what was sold
 * belongs to the books, which the law wants kept; or go too, where the operator wants it.
 */
export async function erasePerson(call: Call): Promise<Outcome> {
	const { send, values } = call;
	const { persons, deals, notes, activities, companies } = await wholePerson(send, wantedOf(call));
	const steps: Step[] = [];
	const erase = async (what: Step['what'], path: string, record: IDataObject) =>
		steps.push({ ...of(what, record), ...(await eraseAt(send, `${path}/${String(record.id)}`, sleep)) });
	for (const note of notes) await erase('note', '/notes', note);
	for (const { record, others, isShared } of activities) {
		if (!isShared) await erase('activity', '/activities', record);
		else steps.push({ ...of('activity', record), ...(await leave(send, record, others)) });
	}
	for (const deal of deals) {
		if (values.deals === 'delete') await erase('deal', '/deals', deal);
		else steps.push({ ...of('deal', deal), ...(await empty(send, deal)) });
	}
	for (const person of persons) await erase('person', '/persons', person);
	for (const { record, isShared } of companies) {
		if (isShared) steps.push({ ...of('company', record), result: 'left', reason: 'a empresa também é de outras pessoas' });
		else await erase('company', '/companies', record);
	}
	return { json: { steps: steps as unknown as IDataObject[] } };
}

type Told = Pick<Step, 'result' | 'reason'>;

const empty = async (send: Call['send'], { id }: IDataObject): Promise<Told> =>
	await emptied(
		send,
		`/deals/${String(id)}`,
		{ title: EMPTIED, reference: `lgpd-${String(id)}` },
		'o negócio fica sem os dados da pessoa, para a contabilidade',
	);

/** @param others ids of those who take part in it beside the person */
const leave = async (send: Call['send'], { id }: IDataObject, others: number[]): Promise<Told> =>
	await emptied(
		send,
		`/activities/${String(id)}`,
		{ title: EMPTIED, description: EMPTIED, comment: EMPTIED, persons: others },
		'a atividade também é de outras pessoas: fica sem os textos e sem esta',
	);

/** Writes over what tells who it was, and looks whether it stands there. */
async function emptied(send: Call['send'], path: string, body: IDataObject & { title: string }, reason: string): Promise<Told> {
	try {
		await update(send, path, body);
		const { title } = (await read(send, path)) ?? {};
		return title === body.title ? { result: 'emptied', reason } : { result: 'failed', reason: 'o sistema ainda mostra os dados' };
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return error.kind === 'notFound' ? { result: 'absent' } : { result: 'failed', reason: 'o sistema não respondeu' };
	}
}
