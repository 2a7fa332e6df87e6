import type { IDataObject } from 'n8n-workflow';

import { Chatwoot as ChatwootNode } from '../../nodes/Chatwoot/Chatwoot.node';
import { storeFailure } from '../../nodes/shared/store/failure';
import { runItems } from '../../nodes/shared/kit/items';
import { credentialsFor } from '../Chatwoot/node';
import { openAgent, type Agent } from '../SdrAgent/agent';
import { startBench as startCloud, TO as SOMEBODY, type Bench as Cloud } from '../WhatsAppCloud/bench';
import { startBench as startZApi, TO, type Bench as ZApi } from '../ZApi/bench';
import { hook, triggerOf } from '../ZApi/hook';
import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { errorBody } from '../sandbox/graphErrors';
import { credentials as database } from '../setup/house';
import { runNode } from '../setup/oneNode';
import { closeSql } from '../setup/supabase';
import { testCredential } from '../setup/testCredential';

let agent: Agent;
let zapi: ZApi;
let cloud: Cloud;
let chatwoot: Chatwoot;
beforeAll(async () => {
	[agent, zapi, cloud, chatwoot] = await Promise.all([openAgent(), startZApi(), startCloud(), startChatwoot()]);
});
afterAll(async () => {
	await Promise.all([agent.stop(), zapi.stop(), cloud.stop(), chatwoot.stop()]);
	await closeSql();
});
afterEach(() => {
	for (const { faults } of [zapi.zapi, cloud.graph, agent.model]) faults.clear();
});

/** What an operator reads: the sentence, and below it what to do in both languages. */
type Told = [message: string, remedy: string, portuguese: string];

const toldBy = (error: unknown): string[] => {
	const { message = '', description = '' } = (error ?? {}) as { message?: string; description?: string | null };
	return [message, ...(description ?? '').split('\n')];
};
const failed = async (work: Promise<unknown>): Promise<string[]> =>
	toldBy(
		await work.then(
			() => undefined,
			(error: unknown) => error,
		),
	);
const leads = async (credentials: IDataObject, options: IDataObject = {}) => {
	const parameters = { resource: 'lead', operation: 'get', phone: TO, options };
	return toldBy(
		(await runNode({ type: 'leadStore', parameters, credentials: { supabaseApi: { ...database.supabaseApi, ...credentials } } })).error,
	);
};
const answered = async (parameters: IDataObject, item: IDataObject = { text: 'Oi' }) => {
	const company = { persona: 'Lia', companyProfile: 'Padaria Trigo Bom, em Chapecó.' };
	return toldBy((await agent.run([item], { ...company, ...parameters }, { typeVersion: 2 })).error);
};
/** Where no customer waits for words, a model that fails is an error of the node. */
const model = async (status: number, error: IDataObject) => {
	agent.model.faults.push({ kind: 'status', status, body: { error }, times: 9 });
	const parameters = { operation: 'writeMessage', messagePrompt: 'Escreva.', messageFacts: '{}', messageFallback: 'Olá!' };
	return toldBy((await agent.run([{}], parameters, { typeVersion: 3 })).error);
};
const sentBy = async (bench: ZApi | Cloud, parameters: IDataObject) =>
	await failed(bench.run({ resource: 'message', operation: 'sendText', ...parameters }));

const MISTAKES: Array<[mistake: string, meet: () => Promise<string[]>, ...Told]> = [
	[
		'the anon key of Supabase, or a key of another project',
		async () => await leads({ serviceRole: 'eyJ.wrong.key' }),
		'Supabase does not accept the "Secret Key" of the credential ("Service Role Secret" in older n8n)',
		'Copy a secret key, or the service_role key (not the anon or a publishable one), from Supabase: Project Settings → API Keys.',
		'Copie uma secret key, ou a service_role (não a anon nem a publishable), no Supabase: Project Settings → API Keys.',
	],
	[
		'a Host that is not there',
		async () => await leads({ host: 'http://127.0.0.1:9' }),
		'Supabase cannot be reached at the "Host" of the credential',
		'It is the project URL and starts with https://. If it is right, check the network of this n8n.',
		'É a URL do projeto e começa com https://. Se estiver certa, confira a rede deste n8n.',
	],
	[
		'schema.sql was never run',
		// As PostgREST words it; a database without the tables would be one more server.
		async () =>
			await failed(
				runItems(
					{ getInputData: () => [{ json: {} }], continueOnFail: () => false, getNode: () => ({ name: 'n', type: 't' }) } as never,
					() => Promise.reject(storeFailure(404, { code: 'PGRST202', message: 'Could not find the function public.get_lead' })),
				),
			),
		'The database does not have the tables of this package in their current form',
		'Open the SQL editor in Supabase, paste the file supabase/schema.sql and run it.',
		'Abra o SQL Editor do Supabase, cole o arquivo supabase/schema.sql e execute.',
	],
	[
		'a schema that the API does not offer',
		async () => await leads({}, { schema: 'loja_sul' }),
		'Supabase does not offer the schema that the option "Schema" of this node names',
		'Add it under Project Settings → Data API → Exposed schemas; if it is not there yet, run supabase/schema.sql with "public" replaced by its name first.',
		'Adicione o schema em Project Settings → Data API → Exposed schemas; se ele ainda não existe, rode antes o supabase/schema.sql com "public" trocado pelo nome dele.',
	],
	[
		'the Client Token of Z-API was switched on and never copied',
		async () => {
			zapi.zapi.faults.push({ kind: 'status', status: 400, body: { error: 'your client-token is not configured' } });
			return await sentBy(zapi, { phone: TO, message: 'Olá' });
		},
		'Z-API wants the "Client Token", which is empty in the credential',
		'It is in the Z-API panel under Segurança.',
		'Ele está no painel da Z-API, em Segurança.',
	],
	[
		'the token of another instance',
		async () => {
			zapi.zapi.faults.push({ kind: 'status', status: 400, body: { error: 'Instance not found' } });
			return await sentBy(zapi, { phone: TO, message: 'Olá' });
		},
		'Z-API does not know this "Instance ID" with this "Instance Token"',
		'Copy both again from the Z-API panel into the credential.',
		'Copie os dois de novo do painel da Z-API para a credencial.',
	],
	[
		'the phone of the company is not connected',
		async () => {
			zapi.zapi.faults.push({ kind: 'status', status: 400, body: { error: 'You are not connected.' } });
			return await sentBy(zapi, { phone: TO, message: 'Olá' });
		},
		'The number of this Z-API instance is not connected to WhatsApp: You are not connected.',
		'Open the instance in the Z-API panel and connect the phone again. What waits is sent then.',
		'Abra a instância no painel da Z-API e conecte o celular de novo. O que está na fila sai depois.',
	],
	[
		'an n8n that says it is at http://localhost',
		async () => {
			const given = await triggerOf({ baseUrl: 'https://api.z-api.io' });
			const own = Object.assign(given.additional(), { webhookBaseUrl: 'http://localhost:5678/webhook' });
			return await failed(hook('create', { ...given, additional: () => own }));
		},
		'Z-API delivers to https addresses only, and this n8n says that it is at http://localhost:5678',
		'Set the environment variable WEBHOOK_URL of n8n to its public address, which must begin with https://, start n8n again and publish once more.',
		'Ponha em WEBHOOK_URL do n8n o endereço público dele, que começa com https://, reinicie o n8n e publique de novo.',
	],
	[
		'nobody said for whom the agent works',
		async () => await answered({ companyProfile: '' }),
		'The field "Company Profile" is empty, and the company\'s settings have none either',
		'Fill in "Perfil da empresa" in the form of the workflow "Configurar a empresa" (configurar.json), or "Company Profile" in this node.',
		'Preencha "Perfil da empresa" no formulário do fluxo "Configurar a empresa" (configurar.json), ou "Company Profile" neste nó.',
	],
	[
		'a catalogue without a name',
		async () => await answered({ catalogue: '[{"facts": ["serve 20 pessoas"]}]' }),
		'The field "Catalogue" cannot be used: entry 1 has no "name"',
		'Every product needs a "name"; the other keys may be left out.',
		'Todo produto precisa de "name"; o resto pode faltar.',
	],
	[
		'hours as one says them',
		async () => await answered({ options: { weekdayHours: 'horário comercial' } }),
		'"horário comercial" is not a time range. Write it like 08:00-12:00.',
		'"horário comercial" não é um horário. Escreva como 08:00-12:00.',
		'',
	],
	[
		'the agent connected to the wrong node',
		async () => await answered({}, { mensagem: 'Oi' }),
		'The item has no field "text": connect this node to the Conversation node',
		'Falta "text" no item: ligue este nó ao nó citado acima, ou repasse os campos dele.',
		'',
	],
	[
		'a wrong key of the model',
		async () => await model(401, { message: 'Incorrect API key provided' }),
		'The model service does not accept the "API Key" of the OpenAI credential (status 401, Incorrect API key provided)',
		'Make a new key in the account of the model service and put it into the field "API Key" of the OpenAI credential.',
		'O serviço de IA recusou a chave: corrija o campo "API Key" da credencial OpenAI no n8n.',
	],
	[
		'an account of the model without credit',
		async () => await model(429, { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' }),
		'The account at the model service has no credit left (status 429, You exceeded your current quota)',
		'Add credit there, or raise the limit of the project that the "API Key" belongs to.',
		'A conta no serviço de IA está sem crédito: adicione saldo na conta da "API Key" da credencial OpenAI.',
	],
	[
		'a token of Meta that has run out',
		async () => {
			cloud.graph.faults.push({ kind: 'status', status: 401, body: errorBody(190, '', 'Session has expired') });
			return await sentBy(cloud, { to: SOMEBODY, text: 'Oi' });
		},
		'WhatsApp refused it: Session has expired (code 190)',
		'Generate a new token of a system user in Meta (Business Settings → Users → System Users), and put it into "Access Token" of the credential.',
		'Gere um novo token de um usuário do sistema na Meta (Configurações do negócio → Usuários → Usuários do sistema) e coloque em "Access Token" da credencial.',
	],
	[
		'a text to somebody who has been silent for a day',
		async () => {
			cloud.graph.faults.push({ kind: 'status', status: 400, body: errorBody(131047, '', 'Re-engagement message') });
			return await sentBy(cloud, { to: SOMEBODY, text: 'Oi' });
		},
		'WhatsApp refused it: Re-engagement message (code 131047)',
		'The person last wrote more than 24 hours ago: send an approved template.',
		'A pessoa escreveu há mais de 24 horas: envie um modelo aprovado.',
	],
	[
		"an attendant's token of Chatwoot",
		async () => {
			const someone = chatwoot.state.users.find(({ role }) => role === 'agent');
			const { message } = await testCredential(
				new ChatwootNode(),
				'atendeAquiChatwootApi',
				credentialsFor(chatwoot, someone?.id).atendeAquiChatwootApi,
			);
			return message.split('\n');
		},
		'The token is right, but it belongs to an agent: Chatwoot lets only administrators register webhooks and read inboxes, which the trigger and the mirror need. Use the token of an administrator made for the integration.',
		'O token está certo, mas é de um agente. Use o de um administrador criado para a integração: só ele registra webhooks e lê caixas de entrada.',
		'',
	],
];

it.each(MISTAKES)('%s', async (_, meet, ...told) => {
	expect(await meet()).toEqual(told.filter(Boolean));
});
