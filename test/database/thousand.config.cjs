/** The long proof that one person stays one, whatever the order in which their ids come: `npm run test:persons`. */
process.env.PERSONS_RUNS ??= '1000';
module.exports = { ...require('../../jest.config.cjs'), testMatch: ['**/personsAtRandom.test.ts'] };
