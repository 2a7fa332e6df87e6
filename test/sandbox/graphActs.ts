import type { Endpoint } from '../contracts/whatsappCloudContract';
import { refusal } from './graphErrors';
import { keep, messageProblem, waIdOf } from './graphMessages';
import type { Body, GraphState, StoredTemplate } from './graphState';
import { json, type Answer } from './server';

/** What an act works with: a request that has the documented form. */
export interface Act {
	endpoint: Endpoint;
	query: Record<string, string>;
	body: Body;
	/** The id that the path begins with, and what stands in its last braces. */
	id: string;
	code: string;
	base: string;
	now: number;
}

export interface Setting {
	phoneNumberId: string;
	accountId: string;
	/** The number itself, digits alone. */
	number: string;
	/** Whether a person must have written in the last 24 hours. */
	windows: boolean;
	/** Stands in the addresses of further pages, as Meta does it. */
	token: string;
}

const DAY = 86_400_000;
const done = json(200, { success: true });

/** A page of a list, whose next address holds the token. */
function page(entries: Body[], { limit = '25', after = '0' }: Record<string, string>, { token }: Setting): Answer {
	const [from, size] = [Number(after), Number(limit)];
	const to = from + size;
	const more = to < entries.length && { next: `https://graph.facebook.com/v26.0/1/list?access_token=${token}&after=${to}` };
	return json(200, { data: entries.slice(from, to), paging: { cursors: { before: String(from), after: String(to) }, ...more } });
}

function send(state: GraphState, setting: Setting, { body, now }: Act): Answer {
	const problem = messageProblem(state, body, setting.number);
	if (problem) return refusal(...problem, 'Invalid message');
	const waId = body.to === undefined ? String(body.recipient) : waIdOf(String(body.to));
	const isOpen = now - (state.lastWritten.get(waId) ?? 0) < DAY;
	if (setting.windows && body.type !== 'template' && !isOpen) return refusal(131047, 'More than 24 hours', 'Re-engagement message');
	const message = keep(state, body, now);
	const contact = message.userId ? { user_id: message.userId } : { wa_id: message.waId };
	return json(200, {
		messaging_product: 'whatsapp',
		contacts: [{ input: message.to, ...contact }],
		messages: [{ id: message.id, ...(body.type === 'template' && { message_status: 'accepted' }) }],
	});
}

function block(state: GraphState, { body, endpoint }: Act): Answer {
	const users = (body.block_users as Body[]).map((one) => {
		const input = String(one.user ?? one.user_id);
		const own = one.user === undefined ? { user_id: input } : { wa_id: waIdOf(input) };
		if (endpoint.id === 'block.add') state.blocked.set(input, own);
		else state.blocked.delete(input);
		return { input, ...own };
	});
	return json(200, {
		messaging_product: 'whatsapp',
		block_users: { [endpoint.id === 'block.add' ? 'added_users' : 'removed_users']: users },
	});
}

function createTemplate(state: GraphState, { body }: Act): Answer {
	const { name, language, category } = body as unknown as StoredTemplate;
	if (state.templates.some((one) => one.name === name && one.language === language))
		return refusal(100, 'There is already content in that language', 'Invalid parameter', { error_subcode: 2388024 });
	const components = (body.components ?? []) as Body[];
	const edge = components.find(({ type, text }) => type === 'BODY' && /^\s*\{\{|\}\}\s*$/.test(String(text)));
	if (edge) return refusal(2388299, 'A variable stands at the start or end');
	const created = { ...body, id: state.newId(), status: 'PENDING', components } as StoredTemplate;
	state.templates.push(created);
	return json(200, { id: created.id, status: 'PENDING', category });
}

/** Sample figures, one group of them where Meta groups them. */
function figures(field: string): Body {
	const key = field.split('.')[0];
	const point = { start: 1_790_000_000, end: 1_790_086_400, sent: 3, delivered: 2, volume: 3, cost: 0.02 };
	return key === 'analytics' ? { analytics: { data_points: [point] } } : { [key]: { data: [{ data_points: [point] }] } };
}

/** Does what a request asks for, by the id of its operation. */
export function act(state: GraphState, setting: Setting, given: Act): Answer {
	const { endpoint, query, body, id, code, base, now } = given;
	const number = {
		id: setting.phoneNumberId,
		display_phone_number: `+${setting.number}`,
		verified_name: 'Loja de exemplo',
		quality_rating: 'GREEN',
	};
	switch (endpoint.id) {
		case 'message.send':
		case 'message.sendMarketing':
			return send(state, setting, given);
		case 'message.markRead':
			state.read.push({ id: String(body.message_id), typing: body.typing_indicator !== undefined });
			return done;
		case 'media.get': {
			const { mimeType, sha256, content } = state.media.get(id)!;
			return json(200, {
				messaging_product: 'whatsapp',
				id,
				url: `${base}/files/${id}?v=${now}`,
				mime_type: mimeType,
				sha256,
				file_size: content.length,
			});
		}
		case 'media.delete':
			state.media.delete(id);
			return done;
		case 'template.list': {
			const statuses = query.status?.split(',');
			const wanted = state.templates.filter(
				(one) =>
					(!statuses || statuses.includes(one.status)) &&
					(!query.name || one.name.includes(query.name)) &&
					(!query.language || one.language === query.language),
			);
			return page(wanted, query, setting);
		}
		case 'template.get':
			return json(
				200,
				state.templates.find((one) => one.id === id),
			);
		case 'template.create':
			return createTemplate(state, given);
		case 'template.edit':
			Object.assign(
				state.templates.find((one) => one.id === id)!,
				body,
				{ status: 'PENDING' },
			);
			return done;
		case 'template.delete':
			state.templates = state.templates.filter((one) => one.name !== query.name || (query.hsm_id && one.id !== query.hsm_id));
			return done;
		case 'template.upsert':
			return json(200, { data: (body.languages as string[]).map((language) => ({ id: state.newId(), status: 'APPROVED', language })) });
		case 'phoneNumber.list':
			return page([number], query, setting);
		case 'phoneNumber.get':
		case 'automation.get':
			if (query.fields === 'webhook_configuration')
				return json(200, { id, ...(state.numberOverride && { webhook_configuration: { phone_number: state.numberOverride } }) });
			return json(200, query.fields === 'conversational_automation' ? { id, conversational_automation: state.automation } : number);
		case 'phoneNumber.update':
			state.numberOverride = ((body.webhook_configuration as Body | undefined)?.override_callback_uri as string) || null;
			return done;
		case 'phoneNumber.getSettings':
			return json(200, { storage_configuration: { status: 'DEFAULT' } });
		case 'phoneNumber.setUsername':
			state.username = String(body.username);
			return json(200, { status: 'reserved' });
		case 'phoneNumber.getUsername':
			return json(200, { username: state.username, status: 'reserved' });
		case 'phoneNumber.deleteUsername':
			state.username = null;
			return done;
		case 'phoneNumber.verifyCode':
			return json(200, { success: true, id });
		case 'profile.get':
			return json(200, { data: [state.profile] });
		case 'profile.update':
			Object.assign(state.profile, body);
			return done;
		case 'webhook.getSubscribed':
			return json(200, { data: state.subscribed });
		case 'webhook.subscribe':
			state.subscribed = [{ whatsapp_business_api_data: { id: '900000000000050', name: 'App' }, ...body }];
			return done;
		case 'webhook.unsubscribe':
			state.subscribed = [];
			return done;
		case 'webhook.getAppSubscriptions':
			return json(200, { data: state.appSubscription ? [state.appSubscription] : [] });
		case 'webhook.setAppSubscription':
			state.appSubscription = { object: body.object, callback_url: body.callback_url, active: true };
			return done;
		case 'webhook.deleteAppSubscription':
			state.appSubscription = null;
			return done;
		case 'block.list':
			return page([...state.blocked.values()], query, setting);
		case 'block.add':
		case 'block.remove':
			return block(state, given);
		case 'qr.list':
			return page(state.qrCodes, query, setting);
		case 'qr.get':
			return json(200, { data: state.qrCodes.filter((one) => one.code === code) });
		case 'qr.create':
		case 'qr.update': {
			const own = String(body.code ?? state.newId().slice(-14).padStart(14, '0'));
			const qrCode = { code: own, prefilled_message: body.prefilled_message, deep_link_url: `https://wa.me/message/${own}` };
			state.qrCodes = [...state.qrCodes.filter((one) => one.code !== own), qrCode];
			return json(200, qrCode);
		}
		case 'qr.delete':
			state.qrCodes = state.qrCodes.filter((one) => one.code !== code);
			return done;
		case 'waba.get':
		case 'analytics.messaging':
		case 'analytics.conversations':
		case 'analytics.pricing':
			return json(200, {
				id,
				...(/analytics/.test(query.fields ?? '') ? figures(query.fields) : { name: 'Loja de exemplo', currency: 'BRL' }),
			});
		case 'analytics.template':
			return json(200, { data: [{ granularity: 'DAILY', data_points: [{ template_id: '1', sent: 3, delivered: 2 }] }] });
		case 'waba.listOwned':
		case 'waba.listClient':
			return page([{ id: setting.accountId, name: 'Loja de exemplo' }], query, setting);
		case 'automation.set':
			Object.assign(state.automation, body);
			return done;
		case 'coexistence.sync':
			return json(200, { messaging_product: 'whatsapp', request_id: '1' });
		default:
			return done;
	}
}
