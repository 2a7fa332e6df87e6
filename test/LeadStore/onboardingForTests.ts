import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { sql } from '../setup/supabase';
import { ask, newPhone } from './store';

const HOUR = 3_600_000;
export const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();
const ALWAYS = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00' };

/** A user of a flow of their own, who signed up on a number of ours of their own: tests share the database and must not meet. */
export function somebody() {
	const flow = `fluxo-${randomUUID()}`;
	const channel = `test-${randomUUID()}`;
	const phone = newPhone();
	const progress = (changes: IDataObject = {}): IDataObject => ({
		external_user_id: 'u1',
		external_user_name: 'Ana Souza',
		flow_slug: flow,
		client_id: '456',
		status: 'IN_PROGRESS',
		completion_percentage: 25,
		current_step_title: 'Configurar a API',
		step_data: { 'configuracao-api': { api_token: 'invented-secret' } },
		started_at: ago(48),
		last_activity_at: ago(48),
		completed_at: '',
		...changes,
	});
	const signup = (changes: IDataObject = {}): IDataObject => ({
		phone,
		name: 'Ana Souza',
		company: 'Acme',
		welcomeKey: `onboarding/${flow}/u1/welcome`,
		progress: progress(),
		...changes,
	});
	const texts = async () =>
		await sql<{ text: string; status: string; error: string | null }>(
			`select payload ->> 'text' as text, status, error from outbox where phone = $1 order by id`,
			[phone],
		);
	return {
		flow,
		channel,
		phone,
		progress,
		signup,
		texts,
		register: async (changes: IDataObject = {}, parameters: IDataObject = {}) =>
			(await ask('onboarding', 'register', { channel, link: 'https://app.example.com', ...parameters }, signup(changes)))[0],
		note: async (changes: IDataObject = {}) =>
			(await ask('onboarding', 'noteProgress', {}, { event: 'x', progress: progress(changes) }))[0],
		plan: async (parameters: IDataObject = {}) => await ask('onboarding', 'planMessages', { flow, rules: ALWAYS, ...parameters }),
		queue: async (planned: IDataObject) => (await ask('onboarding', 'queueMessage', { channel }, planned))[0],
		row: async () => (await sql('select * from onboardings where flow = $1', [flow]))[0],
		withPerson: async (mode: string) =>
			await sql(`insert into sessions (channel, phone, mode) values ($1, $2, $3)`, [channel, phone, mode]),
	};
}
