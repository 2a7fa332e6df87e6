import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { TEAM_PHONE } from '../sandbox/demoCompany';
import { asCompanyWith, type ProviderId } from '../sandbox/providers';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { sql } from '../setup/supabase';
import { openCompany, type Company } from './shop';

/** Nodes that show a form's answer belong to n8n's server. */
const SHOWN = ['Resposta', 'Entregar arquivo'];
export const TEMPLATE = {
	messageAs: 'template',
	templateName: 'mensagem_da_loja',
	templateLanguage: 'pt_BR',
	templateValues: '{primeiro_nome}',
};
export const TEXT = { messageAs: 'text', text: '{Oi|Olá|Bom dia}, {primeiro_nome}! Chegou panetone.' };

/** A company with its campaigns and what sends them, as the operator filled both in. */
export interface CampaignHouse extends Company {
	/** Hands a CSV file to the first form. */
	plans: (name: string, csv: string, message?: IDataObject) => Promise<EngineRun>;
	orders: (name: string, order: string) => Promise<EngineRun>;
	/** The minute's look. */
	releases: () => Promise<EngineRun>;
	/** What runs each twenty seconds; `dies` cuts it off once that node is done. */
	sends: (dies?: string) => Promise<EngineRun>;
	/** Whatever waits for a time is due, and leases of the dead are over. */
	timePasses: () => Promise<void>;
	progress: (name: string) => Promise<Record<string, number> & { status: string; text: string }>;
}

/** @param batch how many texts are taken at a time: so many a kill takes with it */
export async function openCampaignHouse(provider: ProviderId, batch: number): Promise<CampaignHouse> {
	const company = await openCompany([provider]);
	const { number, credentials } = company;
	// The number is known by whoever wrote to it.
	await number.arrives({ phone: '5511900000009', text: 'oi', messageId: `first-${provider}` }, credentials);
	const workflow = (name: string): WorkflowJson => {
		const shipped = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
		const json = asCompanyWith([provider], shipped);
		for (const { name: node, parameters } of json.nodes) {
			if (parameters.teamPhone === '') parameters.teamPhone = TEAM_PHONE;
			if (node === 'Alerta no WhatsApp') parameters.to = TEAM_PHONE;
			if (node === 'Textos a enviar') parameters.limit = batch;
			if (node === 'Soltar o que está na hora') parameters.mostOfEach = batch;
			if (node === 'Horários e limites')
				Object.assign(parameters, {
					...Object.fromEntries(['weekdayHours', 'saturdayHours', 'sundayHours'].map((day) => [day, '00:00-24:00'])),
					nationalHolidays: false,
					limits: { aMinute: 6000, firstDay: 0, aDay: 0, refusedPercent: 100 },
				});
		}
		json.nodes = json.nodes.filter(({ name: node }) => !SHOWN.includes(node));
		for (const { main } of Object.values(json.connections))
			main.forEach((targets) => targets?.splice(0, Infinity, ...targets.filter(({ node }) => !SHOWN.includes(node))));
		return json;
	};
	const play = async (name: string, from: string, item: IDataObject = {}) =>
		await (await startEngine()).run(workflow(name), { from, items: [item], credentials });
	const orders: CampaignHouse['orders'] = async (name, order) =>
		await play('campanha', 'Comandar campanha', { 'Nome da campanha': name, 'O que fazer': order });
	return {
		...company,
		orders,
		plans: async (name, csv, message = TEXT) => {
			const json = workflow('campanha');
			const plan = json.nodes.find(({ name: node }) => node === 'Planejar campanha')!;
			Object.assign(plan.parameters, message, {
				consent: 'Cliente que aceitou novidades no cadastro',
				more: { name: 'Natal', about: 'Panetone até dia 20', channel: number.channel, stopPercent: 50 },
			});
			const binary = {
				Lista: { data: Buffer.from(csv).toString('base64'), mimeType: 'text/csv', fileName: 'lista.csv', fileExtension: 'csv' },
			};
			const outputs = [[{ json: { 'Nome da campanha': name }, binary }]];
			return await (await startEngine()).emitted(json, { from: 'Nova campanha', outputs, credentials });
		},
		releases: async () => await play('campanha', 'A cada minuto'),
		sends: async (dies) => {
			const json = workflow('bastidores');
			if (dies) delete json.connections[dies];
			return await (await startEngine()).run(json, { from: 'A cada 20 segundos', items: [{}], credentials });
		},
		timePasses: async () => {
			await sql(`update outbox set lease_until = now() - interval '1 second' where status = 'sending'`);
			await sql(`update outbox set next_attempt_at = now() where status = 'pending' and next_attempt_at > now()`);
			await sql(`update outbox set updated_at = updated_at - interval '30 seconds' where status = 'uncertain'`);
		},
		progress: async (name) => {
			const run = await orders(name, 'Ver andamento');
			if (run.error) throw new Error(run.error.message);
			return run.items('Andamento')[0] as unknown as Record<string, number> & { status: string; text: string };
		},
	};
}
