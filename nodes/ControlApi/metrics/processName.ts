import { createHash } from 'node:crypto';

/** What tells one process of n8n from the others, and stays when it is started again. */
export interface Standing {
	host: string;
	/** The command that n8n was started with, if any. */
	command: string | undefined;
	/** The port of n8n that it was given, if any. */
	port: string | undefined;
}

/** n8n's own, where none is chosen (N8N_PORT). */
const DEFAULT_PORT = '5678';
/** What n8n can be started as beside the main process (InstanceSettings of n8n-core, `instanceType`). */
const ROLES = ['webhook', 'worker'];

/**
 * A name for the figures of a process, which is the same after a restart: another one would be another series of Prometheus each time
 * (https://prometheus.io/docs/practices/naming/#labels). By role, host and port, as n8n names its processes by role and host (`hostId`) where it runs in a container; two on
 * one host have two ports. Of the host there is a trace alone: anybody may read the figures.
 */
export function nameOf({ host, command = '', port }: Standing): string {
	const role = ROLES.includes(command) ? command : 'main';
	const trace = createHash('sha256')
		.update(`${host}\n${port?.trim() || DEFAULT_PORT}`)
		.digest('hex');
	return `${role}-${trace.slice(0, 8)}`;
}

/** The name of this process. */
export async function processName(): Promise<string> {
	const { hostname } = await import('../../shared/bundled/machine');
	return nameOf({ host: hostname(), command: process.argv[2], port: process.env.N8N_PORT });
}
