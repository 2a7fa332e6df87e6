import { sleep, type IDataObject } from 'n8n-workflow';

import type { Step } from '../../shared/core/law/step';
import { eraseAt } from '../../shared/kit/erase';
import type { Call } from '../../shared/kit/operation';
import type { Outcome } from '../../shared/kit/items';
import { wantedOf, wholePerson, type Owned } from './wholePerson';

const of = (what: Step['what'], id: unknown): Pick<Step, 'what' | 'where' | 'id'> => ({ what, where: 'Chatwoot', id: String(id) });

/**
 * Deletes a person from Chatwoot: their conversations first, which some versions only delete behind the contact's deletion, then the contact. What is also
 * somebody else's stays, and is told.
 */
export async function erasePerson(call: Call): Promise<Outcome> {
	const { owned, gone, elsewhere } = await wholePerson(call.send, await wantedOf(call));
	const steps: Step[] = [
		...gone.map((number): Step => ({ ...of('conversation', number), result: 'absent' })),
		...elsewhere.map((one): Step => ({ ...of('conversation', one), result: 'failed', reason: 'fica em outra conta do Chatwoot' })),
	];
	for (const one of owned) steps.push(...(await eraseOwned(call, one)));
	return { json: { steps: steps as unknown as IDataObject[] } };
}

async function eraseOwned({ send }: Call, { contact, conversations, isShared }: Owned): Promise<Step[]> {
	const steps: Step[] = [];
	for (const { id } of conversations)
		steps.push({ ...of('conversation', id), ...(await eraseAt(send, `/conversations/${String(id)}`, sleep)) });
	const theirs = of('contact', contact.id);
	if (isShared) return [...steps, { ...theirs, result: 'left', reason: 'o contato também é de outra pessoa' }];
	return [...steps, { ...theirs, ...(await eraseAt(send, `/contacts/${String(contact.id)}`, sleep)) }];
}
