import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { validateNodeCredentials, type INode } from 'n8n-workflow';

import { PROVIDERS } from '../../nodes/WhatsApp/providers';
import { providersField } from '../../nodes/WhatsApp/fields';
import { asCompanyWith, type ProviderId } from '../sandbox/providers';
import { startEngine, type Engine, type WorkflowJson } from '../setup/engine';

const FOLDER = path.resolve(__dirname, '../../workflows');
const templates = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json') && file !== 'whatsapp-toolbox.json')
	.map((file) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as WorkflowJson);
const CREDENTIALS: Record<ProviderId, string> = { zapi: 'atendeAquiZApi', whatsapp_cloud: 'atendeAquiWhatsAppCloudApi' };
const NEUTRAL = 'n8n-nodes-atendeaqui.whatsApp';

let engine: Engine;
beforeAll(async () => {
	engine = await startEngine();
});

/** What n8n says when somebody publishes: nodes and the credentials of WhatsApp that they lack. */
function lacking(nodes: INode[], given: string[]): string[] {
	return nodes
		.filter(({ disabled, type }) => !disabled && type.startsWith('n8n-nodes-atendeaqui.'))
		.flatMap((node) => {
			const credentials = Object.fromEntries(given.map((type) => [type, { id: '1', name: type }]));
			const type = engine.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			return validateNodeCredentials({ ...node, credentials }, type)
				.filter(({ credentialName }) => Object.values(CREDENTIALS).includes(credentialName))
				.map(({ displayName }) => `${node.name}: ${displayName}`);
		});
}
const everything = (providers: ProviderId[]) => templates.flatMap(({ nodes }) => asCompanyWith(providers, { nodes }).nodes);

it.each<[string, ProviderId[]]>([
	['Z-API alone', ['zapi']],
	['WhatsApp Cloud alone', ['whatsapp_cloud']],
	['both', ['zapi', 'whatsapp_cloud']],
])('a company with %s publishes every template with its own credentials, and none without them', (_, providers) => {
	const own = providers.map((provider) => CREDENTIALS[provider]);
	expect(lacking(everything(providers), own)).toEqual([]);
	const without = lacking(everything(providers), []);
	for (const node of ['Enviar no WhatsApp', 'Perguntar ao WhatsApp', 'Alerta no WhatsApp'])
		expect(without.filter((problem) => problem.startsWith(`${node}: `))).not.toEqual([]);
	for (const one of own)
		expect(
			lacking(
				everything(providers),
				own.filter((other) => other !== one),
			),
		).not.toEqual([]);
});

it('the templates are set up for Z-API as they come', () => {
	expect(
		lacking(
			templates.flatMap(({ nodes }) => nodes),
			[CREDENTIALS.zapi],
		),
	).toEqual([]);
});

it('a node that was saved before it told its providers is asked for no credential, and has all of them', () => {
	const parameters = { resource: 'message', operation: 'send' };
	const node = { id: '1', name: 'Enviar', type: NEUTRAL, typeVersion: 1, position: [0, 0], parameters } as INode;
	expect(lacking([node], [])).toEqual([]);
	const { nodes } = engine.workflow({ name: 'w', nodes: [node], connections: {} }, {});
	expect(nodes.Enviar.parameters.providers).toEqual(PROVIDERS.map(({ id }) => id));
	expect(providersField.default).toEqual(PROVIDERS.map(({ id }) => id));
});
