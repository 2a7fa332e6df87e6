import { isShallow, textOf } from '../../shared/core/json/readers';
import type { Change } from './envelope';
import type { CloudEvent, EventName, How, Reading } from './reading';

/** Fields of the whole account: which box each belongs to, its event, and what of it stands beside the details (vendor pages webhooks/reference). */
const FIELDS: Partial<Record<string, { name: EventName; event: string; told?: Record<string, string> }>> = {
	message_template_status_update: {
		name: 'template',
		event: 'templateStatus',
		told: { status: 'event', reason: 'reason', category: 'message_template_category' },
	},
	message_template_quality_update: {
		name: 'template',
		event: 'templateQuality',
		told: { before: 'previous_quality_score', now: 'new_quality_score' },
	},
	message_template_components_update: { name: 'template', event: 'templateComponents' },
	template_category_update: {
		name: 'template',
		event: 'templateCategory',
		told: { before: 'previous_category', now: 'new_category', correct: 'correct_category' },
	},
	phone_number_quality_update: {
		name: 'account',
		event: 'phoneQuality',
		told: { status: 'event', limit: 'max_daily_conversations_per_business' },
	},
	phone_number_name_update: { name: 'account', event: 'phoneName', told: { status: 'decision', reason: 'rejection_reason' } },
	business_capability_update: { name: 'account', event: 'businessLimits', told: { limit: 'max_daily_conversations_per_business' } },
	account_review_update: { name: 'account', event: 'accountReview', told: { status: 'decision' } },
	account_alerts: { name: 'account', event: 'accountAlert' },
	account_update: { name: 'account', event: 'accountUpdate', told: { status: 'event' } },
	security: { name: 'account', event: 'security', told: { status: 'event' } },
	payment_configuration_update: { name: 'account', event: 'paymentConfiguration', told: { status: 'status' } },
	automatic_events: { name: 'automatic', event: 'automaticEvents' },
	flows: { name: 'flow', event: 'flow', told: { status: 'event' } },
};

/** Keys that every event about a template has. */
const TEMPLATE = { templateId: 'message_template_id', templateName: 'message_template_name', language: 'message_template_language' };

/** What is told of the account, its templates and its numbers; what nobody here knows comes as `other`, with all of it. */
export function otherEvent(change: Change, how: How): Reading {
	// The vendor's own page shows the quality under the field of the status: the keys tell.
	const field = 'new_quality_score' in change.value ? 'message_template_quality_update' : change.field;
	const known = Object.hasOwn(FIELDS, field) && !isMessage(change) ? FIELDS[field] : undefined;
	const told = known && { ...(known.name === 'template' && TEMPLATE), ...known.told };
	return {
		kind: 'event',
		name: known?.name ?? 'other',
		account: change.account,
		event: cloudEvent(known?.event ?? 'other', change, how, told ?? {}),
	};
}

/** A part of `messages` that is told raw has the field of its change, and none of the keys of an account's event. */
const isMessage = ({ field }: Change): boolean => field === 'messages' || field === 'smb_message_echoes';

/**
 * @param told which key of the value stands under which name
 */
export function cloudEvent(event: string, change: Change, how: How, told: Record<string, string>): CloudEvent {
	const { value } = change;
	return {
		event,
		provider: 'whatsapp_cloud',
		channel: change.channel || how.channel,
		account: change.account,
		at: change.at,
		field: change.field,
		...Object.fromEntries(Object.entries(told).map(([name, key]) => [name, textOf(value[key]) || null])),
		details: isShallow(value) ? value : null,
	};
}
