import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

import type { InstalledN8n } from './n8nInstall';
import { freePort } from './ports';

export interface N8n {
	url: string;
	/** Ends it as an operator would; resolves when it has ended. */
	stop: () => Promise<void>;
	/** Ends it and all that it started as a power cut would. */
	kill: () => Promise<void>;
	/** What it said so far. */
	log: () => string;
}

export interface N8nOptions {
	/** Holds n8n's database, keys and community packages; a second start on the same folder goes on where the first one ended. */
	userFolder: string;
	port: number;
	env?: Record<string, string>;
}

const STARTS_WITHIN_MS = 180_000;

/**
 * Starts real n8n, quiet and private, and waits until it takes webhooks.
 * @throws one sentence when the port is taken or n8n ends early
 */
export async function startN8n({ nodePath, entry }: InstalledN8n, { userFolder, port, env = {} }: N8nOptions): Promise<N8n> {
	await demandPort(port);
	await mkdir(userFolder, { recursive: true });
	const logFile = path.join(userFolder, 'n8n.log');
	const child = spawn(nodePath, [entry, 'start'], {
		cwd: userFolder,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...settings(userFolder, port, await freePort()), PATH: `${path.dirname(nodePath)}${path.delimiter}${process.env.PATH}`, ...env },
	});
	const sink = createWriteStream(logFile, { flags: 'a' });
	child.stdout.pipe(sink, { end: false });
	child.stderr.pipe(sink, { end: false });
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const endGroup = () => signalGroup(child, 'SIGKILL');
	process.once('exit', endGroup);
	void ended.then(() => process.off('exit', endGroup));

	const log = () => readFileSync(logFile, 'utf8');
	const url = `http://127.0.0.1:${port}`;
	const end = async (signal: NodeJS.Signals) => {
		signalGroup(child, signal);
		await ended;
	};
	try {
		await ready(url, ended, log);
	} catch (error) {
		await end('SIGKILL');
		throw error;
	}
	return { url, log, stop: async () => await end('SIGTERM'), kill: async () => await end('SIGKILL') };
}

/** n8n starts a task runner of its own: the group is ended, not the process alone. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	try {
		if (pid !== undefined) process.kill(-pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

async function ready(url: string, ended: Promise<void>, log: () => string): Promise<void> {
	let gone = false;
	void ended.then(() => (gone = true));
	const deadline = Date.now() + STARTS_WITHIN_MS;
	while (Date.now() < deadline) {
		if (gone) throw new Error(`n8n ended while it was starting:\n${log().split('\n').slice(-15).join('\n')}`);
		const ok = await fetch(`${url}/healthz/readiness`).then(
			(response) => response.ok,
			() => false,
		);
		if (ok) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Error(`n8n was not ready after ${STARTS_WITHIN_MS / 1000} seconds:\n${log().split('\n').slice(-15).join('\n')}`);
}

async function demandPort(port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const probe = createServer();
		probe.once('error', () =>
			reject(new Error(`Port ${port} is taken: end the program that uses it, or choose another one with N8N_PORT=5679 npm start.`)),
		);
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
	});
}

/** No telemetry, no calls home, fixed keys: a sandbox starts from nothing every time. */
const settings = (userFolder: string, port: number, brokerPort: number): Record<string, string> => ({
	NODE_ENV: 'production',
	HOME: userFolder,
	N8N_USER_FOLDER: userFolder,
	N8N_PORT: String(port),
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	WEBHOOK_URL: `http://127.0.0.1:${port}/`,
	N8N_RUNNERS_BROKER_PORT: String(brokerPort),
	N8N_ENCRYPTION_KEY: 'sandbox-encryption-key',
	N8N_USER_MANAGEMENT_JWT_SECRET: 'sandbox-jwt-secret',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	GENERIC_TIMEZONE: 'America/Sao_Paulo',
});
