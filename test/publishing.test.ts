import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(__dirname, '../.github/workflows');
const files = readdirSync(FOLDER).map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')] as const);
/** The jobs of a workflow by name: what is indented below `jobs:`. */
const jobsOf = (text: string): Array<[name: string, body: string]> =>
	text
		.slice(text.indexOf('\njobs:\n'))
		.split(/^ {2}(?=[\w-]+:$)/m)
		.slice(1)
		.map((job) => [job.split(':')[0], job]);
const stepsRun = (job: string): string[] => [...job.matchAll(/^\s+- (?:name: .*\n\s+)?run: (.+)$/gm)].map(([, command]) => command);

it.each(files)('%s takes what others wrote by commit: a tag can be moved', (_, text) => {
	const used = [...text.matchAll(/uses: *(\S+)/g)].map(([, name]) => name);
	expect(used.length).toBeGreaterThan(0);
	expect(used.filter((name) => !/@[0-9a-f]{40}$/.test(name))).toEqual([]);
});

it('one job alone may speak for the repository, and it runs nothing but the publishing of what another one made', () => {
	const all = files.flatMap(([, text]) => jobsOf(text));
	expect(all.map(([name]) => name)).toEqual(expect.arrayContaining(['build', 'publish']));
	const trusted = all.filter(([, body]) => /id-token: *write/.test(body));
	expect(trusted.map(([name, body]) => [name, stepsRun(body)])).toEqual([
		['publish', [expect.stringMatching(/^npm publish \.\/package\/\*\.tgz .*--ignore-scripts$/)]],
	]);
	expect(files.filter(([, text]) => /id-token/.test(text.slice(0, text.indexOf('\njobs:\n'))))).toEqual([]);
});
