const { availableParallelism } = require('node:os');

/** Unit, kit, node, schema and workflow tests: everything that needs no n8n server. */
module.exports = {
	rootDir: __dirname,
	// Packages are loaded once a worker, not once a file.
	testEnvironment: '<rootDir>/test/setup/realmEnvironment.cjs',
	runtime: '<rootDir>/test/setup/realmRuntime.cjs',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/sandbox/n8n/'],
	modulePathIgnorePatterns: ['<rootDir>/test/sandbox/n8n/'],
	transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
	// The page for attendants is built, as the package is, before the tests run.
	moduleNameMapper: { '/builtPage$': '<rootDir>/dist/nodes/ControlApi/page/builtPage.js' },
	globalSetup: '<rootDir>/test/setup/database.global.ts',
	globalTeardown: '<rootDir>/test/setup/database.teardown.ts',
	// More than cores: a file waits for its database and for stand-ins most of its time, and needs a core for two fifths of it. Each worker has a database of
	// its own, so more than four are not worth their start.
	maxWorkers: Math.min(4, 2 * availableParallelism()),
	reporters: ['default', '<rootDir>/test/setup/slowest.cjs'],
	testSequencer: '<rootDir>/test/setup/slowFirst.cjs',
	testTimeout: 30_000,
};
