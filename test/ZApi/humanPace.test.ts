import { json, startBench, TO, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const TEXT = 'Olá, Marina! A FB300 faz 300 hambúrgueres por hora. Quer que eu mande a ficha técnica?';
const send = (options: object, message = TEXT) => ({ resource: 'message', operation: 'sendText', phone: TO, message, options });
const bodies = () => bench.zapi.sent.map(({ body }) => body);

describe('a text at the pace of a person', () => {
	it('goes as one message unless told otherwise', async () => {
		await bench.run(send({}));
		expect(bodies()).toEqual([{ phone: TO, message: TEXT }]);
	});

	it('is cut between sentences, each message with its typing time and the space after it; only the first one quotes', async () => {
		const output = await bench.run(send({ splitAfter: 55, typeLikePerson: true, delayMessage: 4, messageId: '3EB0Q' }));
		expect(bodies()).toEqual([
			{
				phone: TO,
				message: 'Olá, Marina! A FB300 faz 300 hambúrgueres por hora.',
				messageId: '3EB0Q',
				delayMessage: 4,
				delayTyping: 3,
			},
			{ phone: TO, message: 'Quer que eu mande a ficha técnica?', delayMessage: 4, delayTyping: 2 },
		]);
		expect(json(output).map(({ messageId }) => messageId)).toEqual(bench.zapi.sent.map(({ messageId }) => messageId));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('types 15 seconds at most', async () => {
		await bench.run(send({ typeLikePerson: true }, 'a'.repeat(1000)));
		expect(bodies()).toMatchObject([{ delayTyping: 15 }]);
	});

	it.each([
		['replaces one', { editMessageId: '3EB0E' }, TEXT],
		['has no words', {}, ' \n '],
	])('stays one message when it %s', async (_, more, text) => {
		await bench.run(send({ splitAfter: 20, ...more }, text));
		expect(bodies()).toHaveLength(1);
	});

	it('tells what was sent when a later message fails', async () => {
		bench.zapi.faults.push({ kind: 'delay', ms: 0 }, { kind: 'okWithError', body: { error: 'Phone not found' } });
		const [{ json: failed }] = await bench.run(send({ splitAfter: 55 }), [{ json: {} }], { onError: 'continueRegularOutput' });
		expect(failed).toMatchObject({
			error: 'Z-API refused the request: Phone not found',
			details: { done: [expect.objectContaining({ messageId: bench.zapi.sent[0].messageId })] },
		});
	});

	it('does not take a size that is none', async () => {
		await expect(bench.run(send({ splitAfter: 3 }))).rejects.toThrow('Split Between Sentences must be a whole number from 20 to 4000');
	});
});
