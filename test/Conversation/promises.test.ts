import type { IDataObject } from 'n8n-workflow';

import { wallClock } from '../../nodes/shared/core/brazil/wallClock';
import { customerTurn, newPlace, only, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(async () => {
	place = newPlace();
	await operate('checkPromises', { graceMinutes: 0, onlyChannel: place.channel });
});
afterAll(closeSql);

const FINDINGS = {
	agent_state: {},
	technical_questions: [],
	interests: [],
	commercial_request: false,
	became_hot: false,
	tell: ['follow_up'],
	message: 'oi',
};
/** The agent answers a customer's message. */
async function replies(reply: string, findings: IDataObject = {}, given: IDataObject = {}): Promise<void> {
	const decided = await only('decide', {}, await customerTurn(place));
	const confirmed = await only('confirm', { reply }, { ...decided, findings: { ...FINDINGS, ...findings }, ...given });
	expect(confirmed.text).toBe(reply);
}
const promised = async () =>
	await sql<{ about: string[]; due_at: Date }>('select about, due_at from promises where phone = $1', [place.phone]);
const local = (at: Date, zone = 'America/Sao_Paulo') => wallClock(at.getTime(), zone).slice(0, 16);
const tomorrow = (zone = 'America/Sao_Paulo') => wallClock(Date.now() + 86_400_000, zone).slice(0, 10);

it('a reply that says by when a person gets in touch is held to it, whatever the customer asked for', async () => {
	await replies('Um consultor te chama amanhã por aqui.');
	expect((await promised()).map(({ about, due_at }) => [about, local(due_at)])).toEqual([[[], `${tomorrow()} 18:00`]]);
});

it('by the company’s own clock', async () => {
	await replies(
		'Um consultor te chama amanhã de manhã.',
		{ commercial_request: true },
		{ company_settings: { time_zone: 'America/Rio_Branco' } },
	);
	const [{ about, due_at }] = await promised();
	expect([about, local(due_at, 'America/Rio_Branco')]).toEqual([['commercial'], `${tomorrow('America/Rio_Branco')} 12:00`]);
});

it('a reply that promises nobody is no promise', async () => {
	await replies('Temos sim! Entregamos amanhã às 15h?');
	expect(await promised()).toEqual([]);
});

it('a price that was asked for is promised as soon as people attend', async () => {
	await replies('Vou pedir para um consultor passar os valores.', { commercial_request: true });
	const [{ due_at }] = await promised();
	expect(Math.abs(due_at.getTime() - Date.now())).toBeLessThan(60_000);
});
