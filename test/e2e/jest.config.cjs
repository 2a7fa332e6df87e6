const { availableParallelism } = require('node:os');

/** Real n8n with the packed package, started by the tests themselves. */
// What makes many small files start fast is of no use to a few that take minutes.
const { testEnvironment, runtime, ...base } = require('../../jest.config.cjs');

module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/e2e/install.global.ts',
	// The base's is a database for the unit tests.
	globalTeardown: undefined,
	// Half of the time of a conversation is waiting: two n8n beside each other keep two cores busy, more would be late for each other.
	maxWorkers: Math.min(2, availableParallelism()),
	testTimeout: 300_000,
	// A test that failed half-way may leave a loop behind; the run ends all the same.
	forceExit: true,
};
