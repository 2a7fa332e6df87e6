import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { devDependencies, scripts } from '../package.json';

interface Compose {
	services: {
		demo: {
			build: { context: string; dockerfile_inline: string };
			command: string;
			environment: Record<string, string>;
			ports: string[];
			stop_signal: string;
		};
	};
}

const root = path.resolve(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const FOLDER = 'test/sandbox';
const { demo } = (parse(read(`${FOLDER}/compose.yaml`)) as Compose).services;
const steps = demo.build.dockerfile_inline.trim().split('\n');
const start = read('test/sandbox/start.ts');

it('stands on the Node that the package is tested with, by its whole version', () => {
	expect(steps[0]).toBe(`FROM node:${devDependencies.node}-bookworm-slim`);
	expect(devDependencies.node).toMatch(/^\d+\.\d+\.\d+$/);
});

it('brings the tools that n8n is compiled with', () => {
	const [, tools] = /for \(const tool of \[(.*?)\]\)/.exec(read('test/sandbox/n8nInstall.ts'))!;
	const installed = steps.find((step) => step.includes('apt-get install'))!;
	for (const [, tool] of tools.matchAll(/'([^']+)'/g)) expect(installed.split(' ')).toContain(tool);
});

it('is nobody of rights by the time that it starts, and owns its folder', () => {
	const user = steps.indexOf('USER node');
	expect(user).toBeGreaterThan(0);
	expect(steps.slice(user).filter((step) => /^USER|apt-get/.test(step))).toEqual(['USER node']);
	expect(steps.at(-1)).toBe('COPY --chown=node:node . .');
	expect(existsSync(path.join(root, FOLDER, demo.build.context, 'package.json'))).toBe(true);
});

it('starts what npm start starts, and ends it as Ctrl-C does', () => {
	expect(demo.command).toBe('npm start');
	expect(scripts.start).toContain('test/sandbox/start.ts');
	expect(start).toContain(`'${demo.stop_signal}'`);
});

it('sets what is read, and is heard on the ports that are opened, by this machine alone', () => {
	for (const name of Object.keys(demo.environment)) expect(start).toContain(`process.env.${name}`);
	expect(demo.environment.LISTEN_HOST).toBe('0.0.0.0');
	const ports = ['N8N_PORT', 'PAGE_PORT'].map((name) => new RegExp(`process\\.env\\.${name} \\?\\? (\\d+)`).exec(start)?.[1]);
	expect(demo.ports).toEqual(ports.map((port) => `127.0.0.1:${port}:${port}`));
});

it('takes nothing into the image that was compiled for another machine', () => {
	expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['**/node_modules', 'dist', '.git']));
});
