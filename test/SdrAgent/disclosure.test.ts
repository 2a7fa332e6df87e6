import { modelSays, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});

const TOLD = 'Você fala com um assistente virtual da Padaria.';
const first = { text: 'Oi', is_first_contact: true, history: [] };
const reply = async (item: object, disclosure: string | undefined = TOLD) => {
	agent.model.respondWith(() => modelSays({ reply: 'Bom dia! Como posso ajudar?' }));
	return (await agent.turn(item as never, { options: disclosure === undefined ? {} : { disclosure } })).reply;
};
const WHOLE = `${TOLD}\n\nBom dia! Como posso ajudar?`;

describe('what the law wants to be said first', () => {
	it('stands before the first words, and before no others', async () => {
		expect(await reply(first)).toBe(WHOLE);
		expect(
			await reply({
				text: 'E hoje?',
				history: [
					{ role: 'user', content: 'Oi' },
					{ role: 'assistant', content: WHOLE },
				],
			}),
		).toBe('Bom dia! Como posso ajudar?');
	});

	it('is said where people of the team wrote, and the agent did not yet', async () => {
		expect(
			await reply({
				text: 'Oi',
				history: [
					{ role: 'user', content: 'Oi' },
					{ role: 'human', content: 'Já te respondo' },
				],
			}),
		).toBe(WHOLE);
	});

	it('is said without a model, too, and not twice', async () => {
		agent.model.faults.push({ kind: 'status', status: 401, times: Infinity });
		const prepared = (await agent.turn(first as never, { options: { disclosure: TOLD } })).reply;
		expect(prepared.startsWith(`${TOLD}\n\n`)).toBe(true);
		agent.model.faults.clear();
		agent.model.respondWith(() => modelSays({ reply: `Olá! ${TOLD.toUpperCase()} Em que ajudo?` }));
		expect((await agent.turn(first as never, { options: { disclosure: TOLD } })).reply).toBe(`Olá! ${TOLD.toUpperCase()} Em que ajudo?`);
	});

	it('is nothing unless somebody wrote it', async () => {
		expect([await reply(first, ''), await reply(first, '  ')]).toEqual(Array(2).fill('Bom dia! Como posso ajudar?'));
	});
});
