/** The long proof that a campaign gives nobody anything twice, with ten thousand people: `npm run test:campaign`. */
process.env.CAMPAIGN_PEOPLE ??= '10000';
module.exports = { ...require('../../jest.config.cjs'), testMatch: ['**/campaignStorm.test.ts'] };
