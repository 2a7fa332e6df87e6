import { readWebhook } from '../../../nodes/WhatsAppCloud/payload/readWebhook';
import type { CleanMessage } from '../../../nodes/shared/core/message/message';
import { ACCOUNT, DELIVERIES, PHONE_NUMBER_ID } from '../../sandbox/graphWebhooks';
import { schemaOf } from '../../ZApi/schema';
import sample from '../../../nodes/WhatsAppCloud/__schema__/v1.0.0.json';
import expected from './expected.json';
import { line } from './lines';

const how = { channel: 'OWN', keepRaw: false, receivedAt: Date.parse('2026-11-18T12:00:00Z') };
const read = (kind: string) => readWebhook(DELIVERIES[kind], how)!;
const message = (kind: string): CleanMessage => {
	const [reading] = read(kind);
	if (reading.kind !== 'message') throw new Error(`${kind} gave no message`);
	return reading.message;
};
const event = (kind: string) => {
	const [reading] = read(kind);
	if (reading.kind !== 'event') throw new Error(`${kind} gave no event`);
	return reading;
};

describe('every kind of delivery', () => {
	it('is in the table, and the table has no other', () => {
		expect(Object.keys(expected).sort()).toEqual(Object.keys(DELIVERIES).sort());
		expect(Object.keys(expected)).toHaveLength(92);
	});
	it.each(Object.entries(expected))('%s', (kind, lines) => {
		expect(read(kind).map(line)).toEqual(lines);
	});
});

describe('in full', () => {
	const ids = [
		{ kind: 'phone', value: '5531900000001' },
		{ kind: 'user_id', value: 'BR.90000000000000000001' },
	];
	it('a text is the message that any provider gives', () => {
		expect(message('text')).toEqual({
			provider: 'whatsapp_cloud',
			channel: PHONE_NUMBER_ID,
			messageId: 'wamid.EXAMPLE0001',
			phone: '5531900000001',
			ids,
			sendTo: '5531900000001',
			name: 'Ana Exemplo',
			kind: 'text',
			text: 'Oi, ainda tem o modelo azul?',
			fromMe: false,
			fromApi: false,
			isGroup: false,
			sentAt: '2026-11-18T11:06:40.000Z',
		});
	});
	it('who has a username and shows no number is known and answered by the user id', () => {
		expect(message('username_user_without_phone')).toMatchObject({ ids: [ids[1]], sendTo: 'BR.90000000000000000001', name: 'Ana Exemplo' });
	});
	it('a number that was asked for is theirs; one that is shared otherwise is somebody else’s', () => {
		expect(message('contacts_requested').ids).toEqual([ids[1], ids[0]]);
		expect(message('contacts').ids).toEqual(ids);
	});
	it('what a message carries', () => {
		expect(message('text_from_ad').content?.ad).toMatchObject({ title: 'Promoção de exemplo', clickId: 'EXEMPLO_CLID', sourceType: 'ad' });
		expect(message('text_about_product').content?.product).toMatchObject({ code: 'SKU-AZUL-42' });
		expect(message('interactive_list_reply').content?.choice).toEqual({ id: 'suporte', title: 'Suporte', description: 'Segunda a sexta' });
		expect(message('button_template_quick_reply').content?.choice).toMatchObject({ id: 'QUERO', title: 'Quero!' });
		expect(message('interactive_nfm_reply_flow').content?.form).toEqual({
			name: 'flow',
			token: 't-1',
			summary: 'Sent',
			answers: [{ name: 'nome', value: 'Ana' }],
		});
		expect(message('order').content?.order).toMatchObject({
			id: '900000000000030',
			currency: 'BRL',
			items: [{ code: 'SKU-AZUL-42', price: 199.9 }],
		});
	});
	it('a file has its id, and its address where Meta gives one', () => {
		expect(message('document').media).toEqual({
			id: '900000000000106',
			url: expect.stringContaining('https://lookaside.fbsbx.com/'),
			mimeType: 'application/pdf',
			fileName: 'comprovante.pdf',
			seconds: null,
			sha256: 'RVhBTVBMRS1TSEEyNTYtQkFTRTY0LVZBTFVFLTAwMDE=',
		});
		expect(message('image_without_caption_old').media).toMatchObject({ id: '900000000000102', url: '' });
	});
	it('what the team typed on the phone is theirs, not the package’s', () => {
		expect(message('echo_text')).toMatchObject({ fromMe: true, fromApi: false, sendTo: '5531900000001', ids });
	});
	it('an edit keeps the id that the message had, so that the late original is known as corrected', () => {
		expect(event('edit').does).toMatchObject({
			change: {
				change: 'edit',
				of: ['wamid.EXAMPLE0001'],
				message: { messageId: 'wamid.EXAMPLE0001', text: 'Oi, ainda tem o modelo azul 42?' },
			},
		});
		expect(event('echo_revoke').does).toMatchObject({
			change: { change: 'deletion', of: ['wamid.EXAMPLEECHO'], message: { text: '', fromMe: true } },
		});
	});
	it('a status has our key, its price and why it failed', () => {
		expect(event('status_sent').does).toEqual({
			receipt: expect.objectContaining({
				messageIds: ['wamid.EXAMPLEOUT1'],
				key: 'sdr:42:1',
				ids,
				pricing: { model: 'PMP', category: 'service', type: 'regular' },
			}),
		});
		expect(event('status_failed').event).toMatchObject({ errors: [{ code: 131047, title: 'Re-engagement message' }] });
		expect(event('status_failed_to_bsuid').event).toMatchObject({ ids: [ids[1]] });
		expect(event('status_group').event).toMatchObject({ isGroup: true });
	});
	it('old and new ids are linked', () => {
		expect(event('system_user_changed_number').does).toEqual({
			link: {
				from: ids,
				to: [
					{ kind: 'phone', value: '5531900000003' },
					{ kind: 'user_id', value: 'BR.90000000000000000003' },
				],
			},
		});
		expect(event('system_user_changed_user_id').does).toEqual({
			link: { from: [ids[1]], to: [{ kind: 'user_id', value: 'BR.90000000000000000004' }] },
		});
	});
	it('a stop is an opt-out, a resume takes it back, and a sign-up is neither', () => {
		expect(event('user_preferences_stop').does).toMatchObject({ preference: { wants: false, ids, at: '2026-11-18T11:06:40.000Z' } });
		expect(event('user_preferences_resume').does).toMatchObject({ preference: { wants: true } });
		expect(event('user_preferences_signup').does).toBeUndefined();
	});
	it('what is told of the whole account is the credential’s channel’s', () => {
		expect(event('template_category_impending').event).toMatchObject({
			channel: 'OWN',
			account: ACCOUNT,
			at: '2026-11-18T11:06:40.000Z',
			templateName: 'retomar_conversa',
			correct: 'MARKETING',
		});
		expect(event('account_partner_removed_coexistence').does).toMatchObject({
			connection: { event: 'disconnected', channel: 'OWN', reason: 'PARTNER_REMOVED: PRIMARY_INACTIVITY' },
		});
	});
});

it('the sample that n8n shows before a first run is a message as it comes', () => {
	expect({ ...schemaOf(message('text_reply')), version: 1 }).toEqual(sample);
});
