import type { CleanReceipt } from '../../../nodes/shared/core/message/channelEvent';
import type { Reading } from '../../../nodes/WhatsAppCloud/payload/reading';

/** A reading in one line, so that a table can be read: what kind it is, whose, and what it says. */
export function line(reading: Reading): string {
	if (reading.kind === 'ignored') return `ignored ${reading.reason}`;
	if (reading.kind === 'message') {
		const { message: m } = reading;
		const who = m.isGroup ? `group ${m.phone}` : `${m.phone} → ${m.sendTo}`;
		const extra = [
			m.media && `file ${m.media.id}`,
			m.content && Object.keys(m.content).join('+'),
			m.quoted && `quotes ${m.quoted}`,
			m.raw && 'raw',
		];
		return [m.fromMe ? 'team' : 'customer', m.kind, who, m.messageId, JSON.stringify(m.text), ...extra].filter(Boolean).join(' | ');
	}
	const { event, name, does } = reading;
	const act = does && Object.keys(does)[0];
	const told = event as Record<string, unknown> & Partial<CleanReceipt>;
	const facts = ['status', 'before', 'now', 'limit', 'value', 'text', 'refersTo', 'notification', 'phone', 'field']
		.filter((key) => told[key] !== undefined && told[key] !== null && told[key] !== '')
		.map((key) => `${key} ${String(told[key])}`);
	return [`event ${name}`, event.event, ...facts, ...(act ? [`does ${act}`] : [])].join(' | ');
}
