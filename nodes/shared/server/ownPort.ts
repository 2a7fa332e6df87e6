import type { IHookFunctions, INodeProperties, ITriggerFunctions } from 'n8n-workflow';

import type { Place } from './listen';
import { PortRefused } from './refusals';

type Context = IHookFunctions | ITriggerFunctions;

/** Where a trigger listens by itself, and where the world finds it. */
export interface OwnPort extends Omit<Place, 'host'> {
	/** Empty: told by where this process runs. */
	host: string;
	/** Of the port, without a slash at the end. */
	publicUrl: string;
}

/** n8n's own door, and that of its task runners (n8n's documentation of its environment variables: N8N_PORT, N8N_RUNNERS_BROKER_PORT). */
const N8NS_OWN: Record<number, string> = { 5678: 'n8n itself listens there', 5679: "n8n's task runners meet there" };
const DEFAULT_PORT = 5680;

/** @param shownFor when the choice is there at all */
export function ownPortProperties(shownFor: Record<string, unknown[]>): INodeProperties[] {
	const shown = (Object.keys(shownFor).length > 0 ? { displayOptions: { show: shownFor } } : {}) as Pick<INodeProperties, 'displayOptions'>;
	const chosen = { displayOptions: { show: { ...shownFor, ownPort: [true] } } } as Pick<INodeProperties, 'displayOptions'>;
	return [
		{
			displayName: 'Port of Its Own',
			name: 'ownPort',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			...shown,
			description:
				"Whether this trigger listens on a port of its own instead of n8n's webhook, which costs n8n a virtual machine for each call. A proxy in front of it has to lead there (README: A port of its own).",
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			noDataExpression: true,
			typeOptions: { minValue: 1, maxValue: 65535, numberPrecision: 0 },
			default: DEFAULT_PORT,
			...chosen,
			description: 'Several triggers may share one. 5678 and 5679 are those of n8n.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			noDataExpression: true,
			default: '',
			placeholder: 'e.g. 127.0.0.1',
			...chosen,
			description: 'The address of this machine to listen on. Empty is 0.0.0.0 inside a container, and 127.0.0.1 elsewhere.',
		},
		{
			displayName: 'Public URL',
			name: 'publicUrl',
			type: 'string',
			noDataExpression: true,
			required: true,
			default: '',
			placeholder: 'e.g. https://whatsapp.example.com',
			...chosen,
			description: 'Where the world reaches this port through your proxy; a path in it has to be taken off by the proxy',
		},
	];
}

/**
 * What the operator chose; null when n8n's webhook is to be used.
 * @throws {PortRefused} for a port that is n8n's, and for a public URL that is none
 */
export function ownPortOf(context: Context): OwnPort | null {
	if (context.getNodeParameter('ownPort', false) !== true) return null;
	const port = Number(context.getNodeParameter('port', DEFAULT_PORT));
	const another = `Choose another number under "Port", for example ${DEFAULT_PORT}.`;
	if (Object.hasOwn(N8NS_OWN, port)) throw new PortRefused(`Port ${port} cannot be this trigger's: ${N8NS_OWN[port]}`, another);
	if (!Number.isInteger(port) || port < 1 || port > 65535) throw new PortRefused('"Port" must be a whole number from 1 to 65535', another);
	const host = String(context.getNodeParameter('host', '')).trim();
	return { port, host, publicUrl: publicUrlOf(String(context.getNodeParameter('publicUrl', '')).trim()) };
}

function publicUrlOf(given: string): string {
	const url = URL.canParse(given) ? new URL(given) : null;
	if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '')
		throw new PortRefused(
			'"Public URL" must be the address at which the world reaches this port',
			'For example https://whatsapp.example.com, without anything after a question mark.',
		);
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/**
 * The same answer, which tells browsers that whoever came by https once comes by nothing else for a year (RFC 6797). Said where the world comes by https alone; of other
 * names of the domain nothing is known here. A browser that came by http takes no notice of it.
 */
export function staysOnHttps(response: Response, { publicUrl }: Pick<OwnPort, 'publicUrl'>): Response {
	if (publicUrl.startsWith('https:')) response.headers.set('strict-transport-security', 'max-age=31536000');
	return response;
}

/** Files that container runtimes leave in a container: Docker, Podman, Kubernetes. A runtime that leaves none is met by filling in "Host". */
const CONTAINER_MARKS = ['/.dockerenv', '/run/.containerenv', '/var/run/secrets/kubernetes.io'];

/** A container is reached from outside of itself only; on a machine of its own a port is not opened to the world by default. */
export async function placeOf({ port, host }: Pick<OwnPort, 'port' | 'host'>): Promise<Place> {
	if (host !== '') return { port, host };
	const { existsSync } = await import('../bundled/hono');
	return { port, host: CONTAINER_MARKS.some((mark) => existsSync(mark)) ? '0.0.0.0' : '127.0.0.1' };
}
