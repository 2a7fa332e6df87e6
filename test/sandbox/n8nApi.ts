export interface NodeJson {
	type: string;
	name: string;
	credentials?: Record<string, { id: string; name: string }>;
	[key: string]: unknown;
}
export interface WorkflowTemplate {
	name: string;
	nodes: NodeJson[];
	[key: string]: unknown;
}
export interface Execution {
	id: string;
	status: string;
	mode: string;
	startedAt: string;
}

const OWNER = { email: 'dono@example.com', firstName: 'Dona', lastName: 'Exemplo', password: 'Sandbox1234' };

/** n8n's own REST interface, as its editor uses it. */
export interface N8nApi {
	cookie: string;
	owner: typeof OWNER;
	/** Names of all node types that n8n knows. */
	nodeTypes: () => Promise<Map<string, { credentials: string[] }>>;
	/** @returns the credential's id */
	createCredential: (name: string, type: string, data: Record<string, unknown>) => Promise<string>;
	/** What the "Test" of a credential says. */
	testCredential: (id: string, name: string, type: string, data: Record<string, unknown>) => Promise<{ status: string; message: string }>;
	/**
	 * Imports a workflow as it is; as in the editor, only the credentials are chosen.
	 * @param credentials id by credential type
	 */
	importWorkflow: (template: WorkflowTemplate, credentials: Record<string, string>) => Promise<{ id: string; versionId: string }>;
	publish: (workflow: { id: string; versionId: string }) => Promise<void>;
	/** Publishes it as it was saved last. */
	publishAgain: (id: string) => Promise<void>;
	unpublish: (id: string) => Promise<void>;
	/** The webhook id that n8n gave a node of that type. */
	webhookId: (workflowId: string, nodeType: string) => Promise<string>;
	executions: (workflowId: string) => Promise<Execution[]>;
	/** "Execute workflow" in the editor, from that trigger; @returns the execution's id */
	runManually: (workflowId: string, trigger: string) => Promise<string>;
	/** An execution with all that it made, as text. */
	execution: (id: string) => Promise<Execution & { data: string }>;
}

/** Signs in as the owner, who is created on a new installation. */
export async function connect(url: string): Promise<N8nApi> {
	let cookie = '';
	const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await fetch(`${url}${path}`, {
			method,
			// A connection that n8n closes while it is idle would break the next call on a busy machine.
			headers: { 'content-type': 'application/json', connection: 'close', ...(cookie && { cookie }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text.slice(0, 500)}`);
		const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
		if (set.length > 0) cookie = set.join('; ');
		const parsed = (text ? JSON.parse(text) : {}) as { data?: T };
		return (parsed.data ?? parsed) as T;
	};
	const { userManagement } = await call<{ userManagement: { showSetupOnFirstLoad?: boolean } }>('GET', '/rest/settings');
	if (userManagement.showSetupOnFirstLoad) await call('POST', '/rest/owner/setup', OWNER);
	else await call('POST', '/rest/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });

	const nodeTypes: N8nApi['nodeTypes'] = async () => {
		const types = await call<Array<{ name: string; credentials?: Array<{ name: string }> }>>('GET', '/types/nodes.json');
		const known = new Map<string, { credentials: string[] }>();
		// Each version of a node has an entry of its own.
		for (const { name, credentials = [] } of types)
			known.set(name, { credentials: [...(known.get(name)?.credentials ?? []), ...credentials.map((credential) => credential.name)] });
		return known;
	};
	const publish: N8nApi['publish'] = async ({ id, versionId }) => {
		await call('POST', `/rest/workflows/${id}/activate`, { versionId });
	};
	return {
		cookie,
		owner: OWNER,
		nodeTypes,
		createCredential: async (name, type, data) => (await call<{ id: string }>('POST', '/rest/credentials', { name, type, data })).id,
		testCredential: async (id, name, type, data) => await call('POST', '/rest/credentials/test', { credentials: { id, name, type, data } }),
		importWorkflow: async (template, credentials) => {
			const types = await nodeTypes();
			const nodes = template.nodes.map((node) => {
				const wanted = (types.get(node.type)?.credentials ?? []).filter((type) => type in credentials);
				if (wanted.length === 0) return node;
				return { ...node, credentials: Object.fromEntries(wanted.map((type) => [type, { id: credentials[type], name: type }])) };
			});
			return await call('POST', '/rest/workflows', { ...template, nodes, tags: [] });
		},
		publish,
		publishAgain: async (id) => {
			const { versionId } = await call<{ versionId: string }>('GET', `/rest/workflows/${id}`);
			await publish({ id, versionId });
		},
		unpublish: async (id) => {
			await call('POST', `/rest/workflows/${id}/deactivate`, {});
		},
		webhookId: async (id, nodeType) => {
			const { nodes } = await call<{ nodes: NodeJson[] }>('GET', `/rest/workflows/${id}`);
			const found = nodes.find(({ type }) => type === nodeType)?.webhookId;
			if (typeof found !== 'string') throw new Error(`n8n gave no webhook id to the node of type ${nodeType}`);
			return found;
		},
		executions: async (workflowId) => {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			return (await call<{ results: Execution[] }>('GET', `/rest/executions?filter=${filter}&limit=100`)).results;
		},
		runManually: async (id, trigger) =>
			(await call<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, { triggerToStartFrom: { name: trigger } })).executionId,
		execution: async (id) => await call('GET', `/rest/executions/${id}`),
	};
}
