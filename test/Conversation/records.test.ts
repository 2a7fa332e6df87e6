import type { IDataObject } from 'n8n-workflow';

import { credentials, customerTurn, message, newPlace, only, operate, typed, type Place } from '../setup/house';
import { runNode } from '../setup/oneNode';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const here = () => ({ phone: place.phone, channel: place.channel });

describe('what is told of a decision', () => {
	it('the log that the operator asked for, with the phone masked or whole', async () => {
		const text = `Oi! ${'preciso de um moedor '.repeat(5)}`;
		const decided = await only('decide', { emitLogs: 'masked' }, await customerTurn(place, text));
		expect(decided.log).toEqual([
			expect.objectContaining({ event: 'whatsapp_message_received', message_preview: text.slice(0, 50), n8n_execution_id: '1' }),
			expect.objectContaining({ event: 'backend_decision', should_respond: true, reason: 'agent_active', mode: 'agent' }),
		]);
		expect(JSON.stringify(decided.log)).not.toContain(place.phone.slice(0, -2));
		expect(JSON.stringify((await typed(place, '', { emitLogs: 'full' })).log)).toContain(place.phone);
		expect(await only('decide', {}, await customerTurn(newPlace()))).not.toHaveProperty('log');
	});

	it('the execution, in the history of what it changed', async () => {
		await operate('decide', {}, [await customerTurn(place, 'quero um atendente')]);
		await only('setMetadata', { ...here(), metadata: '{"a":1}' });
		expect(
			await sql(`select type, execution_id from session_history where channel = $1 and type <> 'session_created' order by id`, [
				place.channel,
			]),
		).toEqual([
			{ type: 'escalation', execution_id: '1' },
			{ type: 'mode_changed', execution_id: '1' },
			{ type: 'metadata_set', execution_id: '1' },
		]);
	});

	it("a command of the operator's own, and what a role does not allow", async () => {
		const command = [{ command: '/proposta', description: '', effect: 'emit', value: '', requiresRole: 'attendant' }];
		await typed(place, '/proposta FB300', { attendant: 'ana', customCommands: { command } });
		await typed(place, '/status', { attendant: 'ana' });
		await typed(place, '/assumir força', { attendant: 'ana' });
		expect(
			await sql(`select type, actor_id, reason from session_history where channel = $1 and type <> 'session_created' order by id`, [
				place.channel,
			]),
		).toEqual([
			{ type: 'command', actor_id: 'ana', reason: '/proposta' },
			{ type: 'command_rejected', actor_id: 'ana', reason: '/assumir: FORCE_NOT_ALLOWED' },
		]);
	});
});

describe('a database that does not answer', () => {
	const broken = { supabaseApi: { ...credentials.supabaseApi, host: `${credentials.supabaseApi.host}/elsewhere` } };
	const run = async (operation: string, item: IDataObject, settings: object) =>
		await runNode({ type: 'conversation', parameters: { operation, quietSeconds: 0 }, items: [item], credentials: broken, settings });

	it('stops the run, so that the alert goes out', async () => {
		const { error } = await run('decideMessage', message(place), {});
		expect(error?.message).toContain('is no Supabase project');
	});

	it.each([
		['receive', () => message(place)],
		['claimTurn', () => ({ ...message(place), sequence: 1 })],
		['decide', async () => await customerTurn(place, 'quero um atendente')],
		['decideMessage', () => message(place)],
		['confirm', async () => ({ ...(await only('decide', {}, await customerTurn(place))), reply: 'Olá!' })],
		['takeOver', () => ({ ...here() })],
	])('is silent in "%s" where the operator goes on after errors: nobody speaks on a guess', async (operation, item) => {
		const { items, error } = await run(operation, await item(), { onError: 'continueRegularOutput' });
		expect([error, items('Node', 0)]).toEqual([undefined, []]);
		expect(items('Node', 1)).toEqual([
			{
				error: expect.stringContaining('is no Supabase project'),
				details: expect.objectContaining({ reason: 'store_unavailable' }),
			},
		]);
	});
});

describe('texts that the database cannot hold', () => {
	it('are stored without what is no character: a null, half an emoji', async () => {
		const { out, error } = await operate('receive', {}, [message(place, { text: 'ol\0á \ud83d', name: 'Jo\ude00ana 😀' })]);
		expect([error, out(0).length]).toEqual([undefined, 1]);
		expect(await sql('select text, name from inbox where channel = $1', [place.channel])).toEqual([{ text: 'olá ', name: 'Joana 😀' }]);
	});
});

it('a mode that the rules do not know cannot be written', async () => {
	await operate('receive', {}, [message(place)]);
	await expect(sql(`update sessions set mode = 'robot' where channel = $1`, [place.channel])).rejects.toThrow('sessions_mode_check');
});
