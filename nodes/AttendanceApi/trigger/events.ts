/** What a trigger tells, in the documented words. */
export const EVENTS = {
	agent_typing: ['Agent Typing', 'Another attendant types; only by the socket'],
	conversation_assigned: ['Conversation Assigned', 'A conversation has a new attendant'],
	conversation_closed: ['Conversation Closed', 'A conversation was resolved or closed'],
	message_status: ['Message Status', 'An own message was delivered or read'],
	new_message: ['New Message', 'Somebody wrote in a conversation'],
	queue_update: ['Queue Update', 'The queue changed'],
} as const;
export type EventName = keyof typeof EVENTS;
export const isEvent = (word: string): word is EventName => Object.hasOwn(EVENTS, word);
