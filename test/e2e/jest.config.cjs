/** Real n8n with the packed package, started by the tests themselves: one file at a time. */
// What makes many small files start fast is of no use to a few that take minutes.
const { testEnvironment, runtime, testSequencer, ...base } = require('../../jest.config.cjs');

module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/e2e/install.global.ts',
	// The base's is a database for the unit tests.
	globalTeardown: undefined,
	maxWorkers: 1,
	testTimeout: 300_000,
	// A test that failed half-way may leave a loop behind; the run ends all the same.
	forceExit: true,
};
