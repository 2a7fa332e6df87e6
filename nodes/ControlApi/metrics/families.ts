/** What a figure is, as Prometheus tells it apart. */
export interface Family {
	type: 'counter' | 'gauge' | 'histogram';
	help: string;
}

/** Every figure by its name (handoff spec C10, SDR spec 8.3), in the order in which they are told. The database counts all but those of the process. */
export const FAMILIES: Record<string, Family> = {
	database_up: { type: 'gauge', help: 'Whether the database answered; without it only figures of the process are told' },
	conversations_active_total: { type: 'gauge', help: 'Conversations in which something happened in the last day' },
	conversations_by_state: { type: 'gauge', help: 'The same by who has them: agent, human, paused' },
	messages_sent_total: { type: 'counter', help: 'Texts that went out by WhatsApp, by provider, speaker and what became of them' },
	chatbot_responses_total: { type: 'counter', help: 'Replies of the agent, by whose words they are' },
	agent_messages_total: { type: 'counter', help: 'Turns of customers, by kind of message and whether they were answered' },
	agent_processing_duration_seconds: { type: 'histogram', help: 'From the claim of a turn to its reply' },
	first_response_time_seconds: { type: 'histogram', help: 'From the first message of somebody new to the first part of the reply' },
	turn_waiting_duration_seconds: { type: 'histogram', help: 'From the oldest message of a turn to its claim, the quiet period included' },
	reply_sending_duration_seconds: { type: 'histogram', help: 'From a reply to its last part, by provider' },
	bot_escalations_total: { type: 'counter', help: 'Times that the agent called a person, by reason' },
	replies_held_total: { type: 'counter', help: 'What drafts were held back for, by rule' },
	ai_requests_total: { type: 'counter', help: 'Questions to models' },
	ai_tokens_total: { type: 'counter', help: 'Tokens of models' },
	webhook_events_total: {
		type: 'counter',
		help: 'Messages that came in, by provider and kind; what people did in Chatwoot; what the CRM told of deals',
	},
	webhook_requests_total: {
		type: 'counter',
		help: 'Calls at the doors of vendors by what they were answered, of one process; started: handed to a workflow. Refused ones are told of nowhere else',
	},
	message_receipts_total: {
		type: 'counter',
		help: 'How far messages of ours got as their provider told, each step once: what was read was delivered, too',
	},
	integration_requests_total: {
		type: 'counter',
		help: 'Effects of the outbox that were done, and syncs with the CRM, by integration and kind',
	},
	integration_request_duration_seconds: { type: 'histogram', help: 'How long questions to models took, by model' },
	integration_up: { type: 'gauge', help: 'Whether the last look of the workflow health found it working' },
	outbox_waiting: { type: 'gauge', help: 'Effects that wait to be done' },
	outbox_oldest_seconds: { type: 'gauge', help: 'For how long the oldest of them is due' },
	messages_waiting: { type: 'gauge', help: "Customers' messages that wait for their turn" },
	messages_given_up: { type: 'gauge', help: "Customers' messages that were tried in vain; Retry Failed takes them up again" },
	turns_unfinished: { type: 'gauge', help: 'Turns that are being answered' },
	lgpd_requests_open: { type: 'gauge', help: 'Data requests that are not closed' },
	agent_enabled: { type: 'gauge', help: 'Whether the agent is switched on for all' },
	http_requests_total: { type: 'counter', help: 'Calls of the control API on the port of its own, of this process' },
	http_request_duration_seconds: { type: 'histogram', help: 'How long they took' },
	websocket_connections_active: { type: 'gauge', help: 'Pages that are told of changes as they happen, of this process' },
};
