import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const WORKFLOWS = path.join(ROOT, 'workflows');

/**
 * Labels of somebody else's screens that our texts send operators to. Nothing of ours can know them: whoever sends operators to another screen looks there
 * and adds it here. Those of n8n are held against n8n itself.
 */
export const LABELS_OF_OTHERS = {
	n8n: [
		'⋯',
		'Community nodes',
		'Create workflow',
		'Docs',
		'Error Workflow',
		'Execute workflow',
		'From file',
		'From URL',
		'Import',
		'Install',
		'Open chat',
		'Production URL',
		'Reset',
		'Save successful production executions',
		'Settings',
	],
	/** Credentials of n8n's own nodes, by type. */
	credentials: {
		httpBasicAuth: ['Basic Auth'],
		httpHeaderAuth: ['Header Auth'],
		openAiApi: ['OpenAI', 'API Key', 'Base URL'],
		slackApi: ['Access Token', 'Signature Secret'],
		supabaseApi: ['Host', 'Secret Key'],
	},
	/** Of n8n before 2.37. */
	olderN8n: ['Service Role Secret'],
	supabase: ['API Keys', 'Data API', 'Exposed schemas', 'Project Settings', 'SQL Editor'],
	/** app/javascript/dashboard/i18n/locale/{en,pt_BR}/settings.json of Chatwoot. */
	chatwoot: ['Access Token', 'Configurações do Perfil', 'Profile Settings', 'Token de acesso'],
	zApi: ['Instâncias Web', 'Segurança', 'Token de segurança da conta'],
	/** developers.facebook.com and business.facebook.com, in English and Portuguese. */
	meta: [
		...[
			'API Setup',
			'App Settings',
			'Basic',
			'Business Settings',
			'Configuration',
			'Connect with customers through WhatsApp',
			'Create App',
			'Embedded Signup',
		],
		...['Generate Token', 'Live', 'My Apps', 'System Users', 'Users', 'WhatsApp'],
		...['Ao vivo', 'Básico', 'Conectar-se com clientes pelo WhatsApp', 'Configuração', 'Configuração da API', 'Configurações do app'],
		...['Configurações do negócio', 'Criar app', 'Meus apps', 'Usuários', 'Usuários do sistema'],
	],
	pipeRun: ['Automações', 'Ação automática', 'Dados do usuário', 'Token'],
	slack: ['Interactivity'],
} as const;

/** The pages that nodes and READMEs lead to. */
export const documents = (): string[] =>
	['docs', 'docs/nodes'].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder))
			.filter((file) => file.endsWith('.md'))
			.map((file) => `${folder}/${file}`),
	);

/** What operators read: the READMEs and documents without their commands, and the notes of each bundled workflow; by file. */
export function operatorsTexts(): Record<string, string> {
	const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8').replace(/```[\s\S]*?```/g, '');
	const texts = Object.fromEntries(
		['README.md', 'README.pt-BR.md', 'workflows/README.md', ...documents()].map((file) => [file, read(file)]),
	);
	for (const [file, { nodes }] of Object.entries(workflows()))
		texts[file] = nodes
			.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
			.map(({ parameters }) => String(parameters.content))
			.join('\n');
	return texts;
}

interface Workflow {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: { content?: string } }>;
}

export function workflows(): Record<string, Workflow> {
	const files = readdirSync(WORKFLOWS).filter((file) => file.endsWith('.json'));
	return Object.fromEntries(files.map((file) => [file, JSON.parse(readFileSync(path.join(WORKFLOWS, file), 'utf8')) as Workflow]));
}

/** The labels that a text names: what stands in italics, each step of a way through menus by itself. A small letter begins what is only stressed, a quote what somebody says. */
export const labelsIn = (text: string): string[] =>
	[...text.matchAll(/(?<![*\w])\*([^*\n]+)\*(?!\*)/g)]
		.flatMap(([, words]) => words.split(' → '))
		.filter((label) => /^[^\p{Ll}"]/u.test(label));

/** Every name that n8n's editor shows of a node or credential, wherever it stands in its description. */
export function shownNames(description: unknown): string[] {
	if (typeof description !== 'object' || description === null) return [];
	const own = description as Record<string, unknown>;
	const names = [own.displayName, own.name].filter((name): name is string => typeof name === 'string');
	return [...names, ...Object.values(own).flatMap(shownNames)];
}
