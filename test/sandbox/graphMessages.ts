import { isObject } from '../contracts/field';
import type { Body, GraphState, SentMessage } from './graphState';
import { templateProblem } from './graphTemplates';

type Problem = [code: number, details: string];

/** Area codes whose accounts have the ninth digit; elsewhere WhatsApp knows a mobile without it. */
const WITH_NINTH = /^55(1[1-9]|2[12478])/;

/** WhatsApp's own form of a number. */
export function waIdOf(to: string): string {
	const digits = to.replace(/\D/g, '');
	return /^55\d{2}9\d{8}$/.test(digits) && !WITH_NINTH.test(digits) ? digits.slice(0, 4) + digits.slice(5) : digits;
}

const list = (value: unknown): Body[] => (Array.isArray(value) ? (value as Body[]) : []);
const twice = (values: unknown[]): unknown => values.find((value, n) => values.indexOf(value) !== n);

/** What Meta refuses of a message whose fields are all right one by one. */
export function messageProblem(state: GraphState, body: Body, number: string): Problem | null {
	return recipientProblem(body, number) ?? mediaProblem(state, body) ?? contentProblem(state, body);
}

function recipientProblem({ to, recipient, recipient_type, type, template }: Body, number: string): Problem | null {
	if (typeof to !== 'string') {
		const isCode =
			isObject(template) &&
			list(template.components).some(({ sub_type, parameters }) => sub_type === 'copy_code' && list(parameters).length === 0);
		return type === 'template' && isCode ? [131062, 'recipient'] : typeof recipient === 'string' ? null : [131008, 'to'];
	}
	if (recipient_type === 'group') return null;
	// Without its plus, the country code of the sender is put in front of a number.
	if (!/^\+[\d\s()-]{8,20}$/.test(to)) return [131009, `to: ${to} has no country code`];
	return to.replace(/\D/g, '') === number ? [131021, 'to is the sender'] : null;
}

/** Every file by id is one that went up to this number. */
function mediaProblem(state: GraphState, value: unknown, key = ''): Problem | null {
	if (Array.isArray(value)) return value.map((one) => mediaProblem(state, one, key)).find((one) => one !== null) ?? null;
	if (!isObject(value)) return null;
	const isFile = ['image', 'audio', 'video', 'document', 'sticker'].includes(key);
	if (isFile && typeof value.id === 'string' && !state.media.has(value.id)) return [131009, `${key}.id: there is no such media`];
	return (
		Object.entries(value)
			.map(([inner, one]) => mediaProblem(state, one, inner))
			.find((one) => one !== null) ?? null
	);
}

function contentProblem(state: GraphState, { type, template, interactive, context, audio }: Body): Problem | null {
	if (type === 'template') return templateProblem(state.templates, template as Body);
	if (type === 'reaction' && context !== undefined) return [131009, 'context: not for reactions'];
	if (type === 'audio' && isObject(audio) && audio.voice === true && typeof audio.id === 'string')
		return state.media.get(audio.id)?.mimeType === 'audio/ogg' ? null : [131053, 'a voice message is Ogg with Opus'];
	return type === 'interactive' ? interactiveProblem(interactive as Body) : null;
}

function interactiveProblem({ type, action, header }: Body): Problem | null {
	const { buttons, sections, cards, parameters } = action as Body;
	const replies = list(buttons).map(({ reply }) => reply as Body);
	const rows = list(sections).flatMap((section) => list(section.rows));
	const products = list(sections).flatMap((section) => list(section.product_items));
	const doubled = twice(replies.map(({ id }) => id)) ?? twice(replies.map(({ title }) => title)) ?? twice(rows.map(({ id }) => id));
	if (doubled !== undefined) return [131009, `${String(doubled)} is there twice`];
	if (replies.some(({ id }) => id !== String(id).trim())) return [131009, 'an id begins or ends with a blank'];
	if (rows.length > 10) return [131009, `${rows.length} rows in all`];
	if (products.length > 30) return [131009, `${products.length} products in all`];
	if (list(sections).length > 1 && list(sections).some(({ title }) => !title)) return [131008, 'a section has no title'];
	if (type === 'flow' && (parameters as Body).flow_id === undefined && (parameters as Body).flow_name === undefined)
		return [131008, 'flow_id'];
	if (type === 'flow' && (parameters as Body).flow_action === 'navigate' && (parameters as Body).flow_action_payload === undefined)
		return [131008, 'flow_action_payload'];
	if (type === 'product' && header !== undefined) return [131009, 'header: not for a product'];
	const kinds = new Set(list(cards).map((card) => `${String(card.type)} ${String((card.header as Body | undefined)?.type)}`));
	if (kinds.size > 1) return [131009, 'cards: all of one kind'];
	const places = list(cards).map(({ card_index }) => card_index);
	return places.some((place, n) => place !== n) ? [131009, 'card_index'] : null;
}

/** Keeps a message that was taken. */
export function keep(state: GraphState, body: Body, now: number): SentMessage {
	const to = String(body.to ?? body.recipient);
	const isUser = body.to === undefined;
	const message = {
		id: `wamid.${Buffer.from(state.newId()).toString('base64')}`,
		to,
		waId: isUser ? null : waIdOf(to),
		userId: isUser ? to : null,
		body,
		key: typeof body.biz_opaque_callback_data === 'string' ? body.biz_opaque_callback_data : null,
		at: now,
	};
	state.sent.push(message);
	return message;
}
