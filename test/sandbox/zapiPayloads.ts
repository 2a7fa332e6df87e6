import { randomBytes } from 'node:crypto';

/** What all callbacks of a received message share; whatever is not given is invented. */
export interface Envelope {
	/** The chat: a number, a group or a lid. */
	phone?: string;
	/** Name of the sender. */
	name?: string;
	messageId?: string;
	/** Epoch milliseconds (the vendor's spelling). */
	momment?: number;
	instanceId?: string;
	fromMe?: boolean;
	/** Only on messages of one's own: sent through the API. */
	fromApi?: boolean;
	/** Id of the message that is quoted. */
	referenceMessageId?: string;
	isEdit?: boolean;
	senderLid?: string;
}

export type ReceivedCallback = Record<string, unknown> & { type: 'ReceivedCallback'; instanceId: string; phone: string; momment: number };

export const INSTANCE_ID = '3D00000000000000000000000000000A';
const CONNECTED_PHONE = '5511999990000';
const CONNECTED_LID = '100000000000000@lid';
const ANA = { phone: '5511999990001', lid: '100000000000001@lid' };
const MEDIA = `https://media.example.com/instances/${INSTANCE_ID}`;

const newMessageId = (): string => `3EB0${randomBytes(8).toString('hex').toUpperCase()}`;

/** WhatsApp gives each person one lid. */
const lidOf = (phone: string): string => {
	if (phone === ANA.phone) return ANA.lid;
	return phone.endsWith('@lid') ? phone : `1${phone.replace(/\D/g, '').padStart(14, '0').slice(-14)}@lid`;
};

export function received(given: Envelope, content: Record<string, unknown>): ReceivedCallback {
	const { phone = ANA.phone, name = 'Ana Exemplo', fromMe = false, referenceMessageId, fromApi } = given;
	const photo = 'https://media.example.com/avatar/contato.jpg';
	return {
		isStatusReply: false,
		senderLid: given.senderLid ?? (fromMe ? CONNECTED_LID : lidOf(phone)),
		connectedPhone: CONNECTED_PHONE,
		waitingMessage: false,
		isEdit: given.isEdit ?? false,
		isGroup: false,
		isNewsletter: false,
		instanceId: given.instanceId ?? INSTANCE_ID,
		messageId: given.messageId ?? newMessageId(),
		phone,
		fromMe,
		momment: given.momment ?? Date.now(),
		status: 'RECEIVED',
		chatName: name,
		senderPhoto: photo,
		senderName: name,
		participantPhone: null,
		participantLid: null,
		photo,
		broadcast: false,
		...(referenceMessageId !== undefined && { referenceMessageId }),
		type: 'ReceivedCallback',
		...(fromApi !== undefined && { fromApi }),
		...content,
	};
}

export const receivedText = ({ text = 'Olá, tudo bem?', ...given }: Envelope & { text?: string } = {}): ReceivedCallback =>
	received(given, { text: { message: text } });

export const receivedImage = ({ caption = '', url = `${MEDIA}/foto.jpeg`, ...given }: Envelope & { caption?: string; url?: string } = {}) =>
	received(given, {
		image: {
			mimeType: 'image/jpeg',
			imageUrl: url,
			thumbnailUrl: url,
			downloadError: null,
			caption,
			width: 600,
			height: 315,
			viewOnce: false,
		},
	});

/** A voice note. */
export const receivedAudio = ({ seconds = 10, url = `${MEDIA}/voz.ogg`, ...given }: Envelope & { seconds?: number; url?: string } = {}) =>
	received(given, { audio: { ptt: true, seconds, audioUrl: url, mimeType: 'audio/ogg; codecs=opus', viewOnce: false } });

/** A text in a group: `phone` is the group, `participantPhone` the author. */
export const receivedInGroup = ({
	text = 'Bom dia, grupo',
	participantPhone = '5511999990001',
	groupName = 'Grupo Exemplo',
	...given
}: Envelope & { text?: string; participantPhone?: string; groupName?: string } = {}): ReceivedCallback => ({
	...received({ phone: '120363000000000001-group', ...given }, { text: { message: text } }),
	isGroup: true,
	chatName: groupName,
	participantPhone,
	participantLid: '100000000000001@lid',
});

/** A text that the connected number itself sent: typed on the phone, or with `fromApi` through the API. `phone` is who it went to. */
export const sentByMe = ({ text = 'Já te respondo', ...given }: Envelope & { text?: string } = {}): ReceivedCallback => ({
	...received({ fromApi: false, ...given, fromMe: true }, { text: { message: text } }),
	senderName: CONNECTED_PHONE,
});

/** An emoji on one of our messages; an empty value takes it away. */
export const receivedReaction = ({
	value = '❤️',
	to = '3EB0AAAAAAAAAAAA0001',
	...given
}: Envelope & { value?: string; to?: string } = {}): ReceivedCallback => {
	const message = received(given, {});
	const { phone, momment } = message;
	const referencedMessage = { messageId: to, fromMe: true, phone, participant: null };
	return { ...message, reaction: { value, time: momment, reactionBy: phone, referencedMessage } };
};

/** A system event; these come without several of the usual keys. */
export function receivedNotification({
	notification = 'CALL_VOICE',
	parameters = [],
	...given
}: Envelope & { notification?: string; parameters?: unknown[] } = {}): ReceivedCallback {
	const { participantPhone: _phone, participantLid: _lid, ...message } = received(given, {});
	return {
		...message,
		referenceMessageId: null,
		externalAdReply: null,
		forwarded: false,
		notification,
		notificationParameters: parameters,
		callId: notification.startsWith('CALL_') ? `C${randomBytes(16).toString('hex').toUpperCase()}` : null,
	};
}

/** A message whose content WhatsApp has not delivered yet; the vendor's sample lacks most of the usual keys. */
export function receivedWaiting(given: Envelope = {}): ReceivedCallback {
	const { isGroup, isNewsletter, instanceId, messageId, momment, status, fromMe, phone, chatName, senderName, type } = received(given, {});
	return {
		isGroup,
		isNewsletter,
		instanceId,
		messageId,
		momment,
		status,
		fromMe,
		phone,
		chatName,
		senderName,
		senderPhoto: null,
		photo: null,
		broadcast: false,
		participantLid: null,
		type,
		waitingMessage: true,
		viewOnce: true,
	};
}

/** A text of a person whose number is hidden: `phone` is a lid. */
export function receivedFromLid({
	lid = '100000000000001@lid',
	...given
}: Envelope & { lid?: string; text?: string } = {}): ReceivedCallback {
	const { senderLid: _lid, ...message } = receivedText({ ...given, phone: lid });
	return { ...message, phone: lid, chatLid: lid } as ReceivedCallback;
}

/** What Z-API posts once a message left its queue. */
export const deliveryOf = (
	instanceId: string,
	{ body, zaapId, messageId }: { body: Record<string, unknown>; zaapId: string; messageId: string },
) => ({
	phone: String(body.phone),
	zaapId,
	messageId,
	type: 'DeliveryCallback',
	instanceId,
});

/** The same message as one of the number's own. */
export const echoOf = (instanceId: string, { body, messageId, at }: { body: Record<string, unknown>; messageId: string; at: number }) =>
	receivedText({
		phone: String(body.phone),
		text: String(body.message ?? ''),
		messageId,
		momment: at,
		instanceId,
		fromMe: true,
		fromApi: true,
	});
