import { answered, asBoolean, asMs, asNumber, single, typed, type Output } from './answers';

const flags = { archived: asBoolean, pinned: asBoolean, isMuted: asBoolean, isMarkedSpam: asBoolean };
const chatValues = { ...flags, unread: asNumber, messagesUnread: asNumber, muteEndTime: asNumber, lastMessageTime: asMs };

/** A chat or group of the lists: the vendor writes "false", "0" and times in seconds or milliseconds. */
export const chatRecord = typed(chatValues);
export const oneChat = typed(chatValues, single);

/** Whether a number is on WhatsApp, and under which number. */
export const whatsAppNumber = typed({ exists: asBoolean });
export const oneWhatsAppNumber = typed({ exists: asBoolean }, single);

export const channelRecord = typed({ creationTime: asMs, subscribersCount: asNumber });
export const oneChannel = typed({ creationTime: asMs, subscribersCount: asNumber }, single);

/** The channels of a search, which come under `data` with a cursor that never moves. */
export const foundChannels = typed({ subscribersCount: asNumber }, (answer) => answered((answer as { data?: unknown[] }).data ?? []));

/** The colors of tags, which come as one object by number. */
export const tagColors: Output = (answer) =>
	Object.entries((answer ?? {}) as Record<string, string>).map(([color, hex]) => ({ color: Number(color), hex }));

/** How many messages wait: the vendor documents no shape, and a bare number was seen. */
export const queueCount: Output = (answer) => (typeof answer === 'object' ? answered(answer) : { count: asNumber(answer) as number });

/** A product of the catalog. Prices stay in the vendor's unit, which is not documented. */
export const catalogProduct = typed({ price: asNumber, salePrice: asNumber, quantity: asNumber });
export const oneProduct = typed({ product: catalogProduct });
