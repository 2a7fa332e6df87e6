import { choice, flag, longText, moment, required, text, type Fields } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { messageId } from '../../fields';
import { group } from '../../pickers';

const GROUPS_ONLY = 'Events work in groups only.';

const event = (): Fields => ({
	name: required(text('Name', { at: 'event.name', placeholder: 'e.g. Demonstração do produto' })),
	dateTime: required(moment('Start', { at: 'event.dateTime', description: 'When the event starts' })),
	canceled: required(flag('Canceled', 'Whether the event is called off', false, { at: 'event.canceled' })),
});

const eventOptions = (): Fields => ({
	description: longText('Description', { at: 'event.description', description: 'What the event is about' }),
	place: text('Place', { at: 'event.location.name', placeholder: 'e.g. Av. Paulista, 1000, São Paulo' }),
	callLinkType: choice('Call Link', { voice: 'Voice', video: 'Video' }, { at: 'event.callLinkType', description: 'Adds a link to a call' }),
});

export const events: Operations = {
	sendEvent: operation({
		name: 'Send Event',
		action: 'Send event message',
		description: 'Invite a group to an event',
		request: 'POST /send-event',
		notice: GROUPS_ONLY,
		fields: { phone: group(), ...event() },
		options: {
			...eventOptions(),
			timeZone: text('Time Zone', { at: 'event.timeZone', description: 'Offset of the start from UTC', placeholder: 'e.g. UTC-3' }),
		},
	}),
	editEvent: operation({
		name: 'Edit Event',
		action: 'Edit event message',
		description: 'Replace an event with new details; what is not given again is removed',
		request: 'POST /send-edit-event',
		notice: GROUPS_ONLY,
		fields: { phone: group(), eventMessageId: messageId('ID of the message that holds the event', 'Event Message ID'), ...event() },
		options: eventOptions(),
	}),
	respondEvent: operation({
		name: 'Answer Event',
		action: 'Answer event message',
		description: 'Accept or decline an event in the name of the connected number',
		request: 'POST /send-event-response',
		notice: GROUPS_ONLY,
		fields: {
			phone: group(),
			eventMessageId: messageId('ID of the message that holds the event', 'Event Message ID'),
			eventResponse: required(choice('Answer', { GOING: 'Going', NOT_GOING: 'Not Going' })),
		},
	}),
};
