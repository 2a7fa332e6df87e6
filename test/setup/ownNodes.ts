import path from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

const ROOT = path.resolve(__dirname, '..', '..');

/** The built package by this file's `require`, which n8n-core does not have: so that each file has modules of its own, and its mocks are theirs. */
export function ownNodes(): PackageDirectoryLoader {
	const loader = new PackageDirectoryLoader(ROOT);
	const loadClass = (sourcePath: string) => {
		const [name] = path.parse(sourcePath).name.split('.');
		const module = require(path.join(ROOT, sourcePath)) as Record<string, new () => unknown>;
		return new module[name]();
	};
	Object.assign(loader, { loadClass });
	const { nodes, credentials } = (loader as unknown as { packageJson: { n8n: { nodes: string[]; credentials: string[] } } }).packageJson
		.n8n;
	Object.assign(loader.known.nodes, placesOf(nodes));
	Object.assign(loader.known.credentials, placesOf(credentials));
	return loader;
}

/** Where each type of the package is, by its name, which is that of its file (the linter ties them): a test file loads what it uses, which is seldom more than three. */
const placesOf = (files: string[]): Record<string, { className: string; sourcePath: string }> =>
	Object.fromEntries(
		files.map((sourcePath) => {
			const [className] = path.parse(sourcePath).name.split('.');
			return [className.charAt(0).toLowerCase() + className.slice(1), { className, sourcePath }];
		}),
	);
