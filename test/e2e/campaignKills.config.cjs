/**
 * The long proof of a campaign on real n8n, which is killed while it runs: `npm run test:campaign:n8n`. Variables: CAMPAIGN_PEOPLE, CAMPAIGN_KILLS, CAMPAIGN_A_MINUTE,
 * CAMPAIGN_PROVIDER (zapi, cloud, template), CAMPAIGN_SEED, CAMPAIGN_PATIENCE_MS.
 */
module.exports = { ...require('./jest.config.cjs'), testMatch: ['**/campaignKills.long.ts'] };
