/** The same over the Cloud API, short: what the answers and the statuses of Meta do wrong is the point, and not how often n8n dies. `npm run test:chaos` plays all of it. */
process.env.CHAOS_PROVIDER ??= 'cloud';
process.env.CHAOS_CONVERSATIONS = process.env.CHAOS_CLOUD_CONVERSATIONS ?? '20';
process.env.CHAOS_KILLS = process.env.CHAOS_CLOUD_KILLS ?? '0';

// Its tests are declared as it is loaded, with what stands above.
jest.requireActual('./chaos.test');
