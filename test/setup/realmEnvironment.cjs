const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** What Jest keeps for one file. Another registered symbol belongs to a package, or to Node, which outlive the file. */
const isOfJest = (key) => typeof key === 'symbol' && (Symbol.keyFor(key) === undefined || key === Symbol.for('EVENT_HANDLERS'));

/**
 * A Jest environment in Node's own realm instead of one of its own a file: packages can be shared by the files of a worker (`realmRuntime.cjs`), and
 * objects of theirs and of a test are instances of the same classes. What a file leaves in the process is put back when it ends.
 */
module.exports = class RealmEnvironment {
	constructor({ projectConfig }) {
		this.global = globalThis;
		this.before = { console, env: { ...process.env }, exit: process.exit, globals: new Set(Reflect.ownKeys(globalThis)) };
		this.moduleMocker = new ModuleMocker(globalThis);
		const timerConfig = { idToRef: (id) => id, refToId: (timer) => timer };
		this.fakeTimers = new LegacyFakeTimers({ config: projectConfig, global: globalThis, moduleMocker: this.moduleMocker, timerConfig });
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	async setup() {}

	async teardown() {
		this.fakeTimers.dispose();
		this.fakeTimersModern.dispose();
		const { console, env, exit, globals } = this.before;
		globalThis.console = console;
		process.exit = exit;
		// Settings of n8n's engine were read when it was loaded, which was once for all files.
		for (const name of Object.keys(process.env)) if (!(name in env) && !name.startsWith('N8N_')) delete process.env[name];
		Object.assign(process.env, env);
		for (const key of Reflect.ownKeys(globalThis)) if (!globals.has(key) && isOfJest(key)) delete globalThis[key];
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** Not used, but asked for: `realmRuntime.cjs` compiles in this realm. */
	getVmContext() {
		return globalThis;
	}
};
