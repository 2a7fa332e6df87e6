import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { credentialsFor } from '../Chatwoot/node';
import { readEvent } from '../../nodes/Chatwoot/events';
import { startAtendeAqui, type AtendeAqui } from '../sandbox/atendeaqui';
import { DEMO_FLOW } from '../sandbox/atendeaquiFlow';
import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { TEAM_PHONE } from '../sandbox/demoCompany';
import { asCompanyWith, type ProviderId } from '../sandbox/providers';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { openBundledShop, type BundledShop } from './bundledShop';

const API_TOKEN = 'sandbox-token-for-tests';
const INBOX = 12;
/** An agent of the stand-in. */
const RAFAEL = 3;

/** A company with all of its workflows, on a database of its own, and with the credentials of these providers alone. */
export interface House extends BundledShop {
	chatwoot: Chatwoot;
	/** Runs a bundled workflow from one of its triggers. */
	play: (name: string, from: string, items?: IDataObject[]) => Promise<EngineRun>;
	/** What is due goes out, and Chatwoot shows what was said. */
	sendsDue: () => Promise<EngineRun>;
	mirrors: () => Promise<EngineRun>;
	/** An agent writes in the last conversation of Chatwoot. */
	writesInChatwoot: (content: string) => Promise<EngineRun>;
}

export async function openHouse(providers: ProviderId[]): Promise<House> {
	const [shop, chatwoot, api] = await Promise.all([
		openBundledShop({}, 0.3, providers),
		startChatwoot(),
		startAtendeAqui({ apiToken: API_TOKEN, flows: [DEMO_FLOW] }),
	]);
	const credentials = {
		...shop.credentials,
		...credentialsFor(chatwoot),
		atendeAquiApi: { environment: 'own', baseUrl: api.baseUrl, apiToken: API_TOKEN, flowKey: DEMO_FLOW.key },
	};
	const play: House['play'] = async (name, from, items = [{}]) =>
		await (await startEngine()).run(template(name, providers), { from, items, credentials });
	return {
		...shop,
		chatwoot,
		play,
		sendsDue: async () => await play('bastidores', 'A cada 20 segundos'),
		mirrors: async () => await play('handoff-chatwoot', 'A cada 10 segundos'),
		writesInChatwoot: async (content) => {
			const conversation = chatwoot.state.conversations.at(-1)!;
			const written = chatwoot.writes(RAFAEL, conversation.id, { content });
			const payload = { ...chatwoot.show.hookMessage(conversation, written), event: 'message_created' };
			const reading = readEvent(payload, { deliveryId: `d-${written.id}`, keepRaw: false });
			if (reading.kind === 'malformed') throw new Error(reading.problem);
			return await play('handoff-chatwoot', 'Evento no Chatwoot', [reading.event as IDataObject]);
		},
		stop: async () => {
			await Promise.all([shop.stop(), chatwoot.stop(), (api as AtendeAqui).stop()]);
		},
	};
}

/** A bundled workflow, with what the operator fills in. */
function template(name: string, providers: ProviderId[]): WorkflowJson {
	const shipped = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
	const json = asCompanyWith(providers, shipped);
	for (const { name: node, parameters } of json.nodes) {
		if (parameters.teamPhone === '') parameters.teamPhone = TEAM_PHONE;
		if (node === 'Alerta no WhatsApp') parameters.to = TEAM_PHONE;
		if (parameters.operation === 'mirrorWord') parameters.inbox = INBOX;
	}
	// The page that shows the answer of a form belongs to n8n's server.
	json.nodes = json.nodes.filter(({ name: node }) => node !== 'Resposta');
	for (const { main } of Object.values(json.connections))
		main.forEach((targets) => targets?.splice(0, Infinity, ...targets.filter(({ node }) => node !== 'Resposta')));
	return json;
}
