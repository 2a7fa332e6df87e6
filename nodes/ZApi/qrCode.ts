import type { IDataObject } from 'n8n-workflow';

import type { Composite, Form } from '../shared/kit/operation';
import { answered } from './answers';

const DATA_URI = /^data:(image\/[\w.+-]+);base64,(.+)$/s;
/** A picture is some thousand characters of base64: shorter words in the answer are something else. */
const BARE = /^[A-Za-z0-9+/\s]{200,}={0,2}\s*$/;

/**
 * The picture in an answer, whatever its key: the vendor says that it is base64, not where it stands.
 * @returns null when there is none, as in the answer of a number that is connected already
 */
export function pictureIn(answer: unknown): { mimeType: string; content: Buffer } | null {
	const words = typeof answer === 'object' && answer !== null ? Object.values(answer) : [answer];
	for (const word of words.filter((one): one is string => typeof one === 'string')) {
		const [, mimeType = 'image/png', base64] = DATA_URI.exec(word) ?? (BARE.test(word) ? ['', undefined, word] : []);
		if (base64) return { mimeType, content: Buffer.from(base64, 'base64') };
	}
	return null;
}

/** The QR code as a file of the item, so that the next node can send or show it. */
export const qrCodeImage = (form: Omit<Form, 'fields'>): Composite => ({
	...form,
	fields: {},
	run: async ({ context, send }) => {
		const answer = await send({ method: 'GET', path: '/qr-code/image', repeatable: true });
		const json = answered(answer) as IDataObject;
		const picture = pictureIn(answer);
		if (!picture) return { json };
		const fileName = `qr-code.${picture.mimeType.split('/')[1]}`;
		return { json, binary: { data: await context.helpers.prepareBinaryData(picture.content, fileName, picture.mimeType) } };
	},
});
