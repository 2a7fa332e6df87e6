import { sleep, type IDataObject } from 'n8n-workflow';

import type { Step } from '../../shared/core/law/step';
import { VendorError } from '../../shared/http/errors';
import { eraseAt } from '../../shared/kit/erase';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { update } from '../requests';
import { wantedOf, wholePerson } from './wholePerson';

/** What stands in the title of a deal whose person was erased. */
const EMPTIED_TITLE = 'Apagado a pedido da pessoa (LGPD)';

const of = (what: Step['what'], { id }: IDataObject): Pick<Step, 'what' | 'where' | 'id'> => ({ what, where: 'PipeRun', id: String(id) });

/**
 * Deletes a person from PipeRun with their notes, and the company where it is nobody else's. Deals stay without anything that tells who it was: what was sold
 * belongs to the books, which the law wants kept; or go too, where the operator wants it.
 */
export async function erasePerson(call: Call): Promise<Outcome> {
	const { send, values } = call;
	const { persons, deals, notes, companies } = await wholePerson(send, wantedOf(call));
	const steps: Step[] = [];
	const erase = async (what: Step['what'], path: string, record: IDataObject) =>
		steps.push({ ...of(what, record), ...(await eraseAt(send, `${path}/${String(record.id)}`, sleep)) });
	for (const note of notes) await erase('note', '/notes', note);
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

async function empty(send: Call['send'], { id }: IDataObject): Promise<Pick<Step, 'result' | 'reason'>> {
	const reason = 'o negócio fica sem os dados da pessoa, para a contabilidade';
	try {
		await update(send, `/deals/${String(id)}`, { title: EMPTIED_TITLE, reference: `lgpd-${String(id)}` });
		return { result: 'emptied', reason };
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return error.kind === 'notFound' ? { result: 'absent' } : { result: 'failed', reason: 'o sistema não respondeu' };
	}
}
