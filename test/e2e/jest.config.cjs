/** Real n8n with the packed package, started by the tests themselves: one file at a time. */
const base = require('../../jest.config.cjs');

module.exports = {
	...base,
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: undefined,
	maxWorkers: 1,
	testTimeout: 600_000,
};
