import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { messageFrom } from '../graphWebhooks';
import type { Sandbox } from '../sandbox';
import { CUSTOMER, OFFICIAL_CUSTOMER, received, type Customer } from '../story';
import { receivedAudio, receivedImage, receivedText } from '../zapiPayloads';
import { writeOgg } from './oggOpus';
import { isWebm, readWebm } from './webmOpus';

/** Files that customers of the page sent; the stand-in for Z-API serves them. */
export type Files = Record<string, { mimeType: string; content: Buffer }>;

/** As the page gives it. */
interface GivenFile {
	name: string;
	mimeType: string;
	content: Buffer;
}

/** What Z-API says of a recording that nobody listened to here. */
const SECONDS = 5;

/** What a customer's phone shows. */
export interface Bubble {
	from: 'customer' | 'company';
	text: string;
	kind: string;
	/** Epoch milliseconds. */
	at: number;
}

/** The people who write in the page: those of the story, and everybody who was added. */
export class Customers {
	readonly all: Customer[] = [CUSTOMER, OFFICIAL_CUSTOMER];

	constructor(
		private readonly sandbox: Sandbox,
		private readonly files: Files,
		/** Whether a real model hears: the stand-in knows of a recording what its file is called. */
		private readonly hears: boolean,
	) {}

	/** Somebody who has never written. */
	add(): Customer {
		const number = this.all.length + 1;
		const customer: Customer = { phone: `55119900001${String(number).padStart(2, '0')}`, name: `Cliente ${number}`, by: 'zapi' };
		this.all.push(customer);
		return customer;
	}

	/** @throws RangeError for a number of nobody */
	of(phone: string): Customer {
		const found = this.all.find((one) => one.phone === phone);
		if (!found) throw new RangeError(`Nobody here has the number ${phone}`);
		return found;
	}

	/** @returns the status with which the company's door answered */
	async write(phone: string, text: string): Promise<number> {
		const { name, by } = this.of(phone);
		const delivered =
			by === 'zapi'
				? await this.sandbox.zapi.deliver(receivedText({ phone, name, text }))
				: await this.sandbox.graph.deliver(messageFrom({ phone, name }, { id: `wamid.${randomUUID()}`, text: { body: text } }));
		return delivered.status;
	}

	/** A recording or a picture, by the number on Z-API. @throws RangeError for a recording that cannot be read */
	async sendFile(phone: string, given: GivenFile): Promise<number> {
		const { name: who, by } = this.of(phone);
		if (by !== 'zapi') throw new RangeError('Files go by Z-API here: choose another customer');
		const isPicture = given.mimeType.startsWith('image/');
		const { name, mimeType, content, seconds } = isPicture ? { ...given, seconds: 0 } : asVoice(given);
		const file = `${randomUUID()}${path.extname(name) || (isPicture ? '.jpeg' : '.ogg')}`;
		this.files[file] = { mimeType, content: isPicture || this.hears ? content : Buffer.from(wordsOf(name)) };
		const url = this.sandbox.zapi.mediaUrl(file);
		const message = isPicture ? receivedImage({ phone, name: who, url, caption: '' }) : receivedAudio({ phone, name: who, url, seconds });
		return (await this.sandbox.zapi.deliver(message)).status;
	}

	/** Everything that was written, and what really arrived of the company. */
	async bubbles(phone: string): Promise<Bubble[]> {
		const customer = this.of(phone);
		const { rows } = await this.sandbox.supabase.pool.query<{ text: string; kind: string; at: Date }>(
			`select text, kind, received_at as at from inbox where phone = $1 and speaker = 'customer' order by id`,
			[phone],
		);
		const written = rows.map(({ text, kind, at }): Bubble => ({ from: 'customer', text, kind, at: at.getTime() }));
		const arrived = received(this.sandbox, customer).map(({ text, at }): Bubble => ({ from: 'company', text, kind: 'text', at }));
		return [...written, ...arrived].sort((a, b) => a.at - b.at);
	}
}

/** A recording as WhatsApp has it: browsers record WebM, phones Ogg. */
function asVoice(file: GivenFile): GivenFile & { seconds: number } {
	if (!isWebm(file.content)) return { ...file, seconds: SECONDS };
	const voice = writeOgg(readWebm(file.content));
	return { name: file.name.replace(/\.\w+$/, '.ogg'), mimeType: 'audio/ogg; codecs=opus', ...voice };
}

/** `quero-uma-formadora.ogg` → "quero uma formadora". */
const wordsOf = (file: string): string =>
	file
		.replace(/\.\w+$/, '')
		.replace(/[-_]+/g, ' ')
		.trim() || 'oi';
