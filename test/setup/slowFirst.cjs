const Sequencer = require('@jest/test-sequencer').default;

/**
 * Files that take longest, longest first. Jest knows how long each took only where it ran before, and in CI it never did: it goes by size then, and one
 * worker is left alone with the longest. Whoever sees another file at the top of what `slowest.cjs` prints adds it.
 */
const SLOW = [
	'test/e2e/chaos.test.ts',
	'test/e2e/judgement.test.ts',
	'test/e2e/chatwoot.test.ts',
	'test/e2e/queue.test.ts',
	'test/e2e/page.test.ts',
	'test/e2e/onboarding.test.ts',
	'test/Conversation/openQuestions.test.ts',
	'test/workflows/sdrAgent.test.ts',
	'test/PipeRun/thousand.test.ts',
	'test/workflows/lostAnswers.test.ts',
	'test/workflows/chatwootPerson.test.ts',
	'test/workflows/judgement.test.ts',
	'test/workflows/sdrAgentBeside.test.ts',
	'test/Conversation/trigger/published.test.ts',
	'test/database/upgrade.test.ts',
	'test/ControlApi/inputs.test.ts',
	'test/AtendeAqui/trigger/pollMany.test.ts',
	'test/PipeRun/sync.test.ts',
	'test/ControlApi/orders.test.ts',
	'test/Chatwoot/triggerStarts.test.ts',
];
const place = ({ path }) => (SLOW.findIndex((file) => path.endsWith(file)) + SLOW.length + 1) % (SLOW.length + 1);

module.exports = class SlowFirst extends Sequencer {
	async sort(tests) {
		return [...(await super.sort(tests))].sort((a, b) => place(a) - place(b));
	}
};
