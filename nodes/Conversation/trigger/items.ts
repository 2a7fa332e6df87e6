import type { IDataObject } from 'n8n-workflow';

import { ofCompany } from '../../shared/store/oneCompany';
import type { TeamWords } from '../../shared/store/dueTurns';
import type { Store } from '../../shared/store/store';
import type { ClaimedTurn } from '../../shared/store/turns';
import { asTurn } from '../turn';

/** A claimed turn as Claim Turn gives it, with when this process started it: one that waits in n8n for long is looked at again before the model is asked. */
export const turnItem = (store: Store, turn: ClaimedTurn, now: number): IDataObject =>
	ofCompany({ ...asTurn(turn), started_at: new Date(now).toISOString() } as IDataObject, store);

/** What an attendant typed, as Receive gives it to Decide on Message. */
export const wordsItem = (store: Store, { message, ...words }: TeamWords): IDataObject =>
	ofCompany(
		{
			provider: message.provider,
			channel: message.channel,
			messageId: message.message_id,
			phone: message.phone,
			sendTo: message.send_to,
			name: message.name,
			kind: message.kind,
			text: message.text,
			...(message.media && { media: message.media }),
			...(message.quoted && { quoted: message.quoted }),
			fromMe: true,
			fromApi: false,
			isGroup: false,
			sequence: words.sequence,
			speaker: 'human',
			session: words.session,
			agent_enabled: words.agent_enabled,
			...(Object.keys(words.company_settings ?? {}).length > 0 && { company_settings: words.company_settings }),
			sentAt: words.sent_at,
			undecided: true,
		} as unknown as IDataObject,
		store,
	);
