import type { IDataObject } from 'n8n-workflow';

import { openAgent } from '../SdrAgent/agent';
import { themes } from './conversations';
import { hostileModel } from './hostile';
import { judge } from './judge';
import { play } from './play';
import { mistakes, table, type Judged } from './report';

const { OPENAI_API_KEY, OPENAI_BASE_URL = 'https://api.openai.com/v1', OPENAI_MODEL = 'gpt-4o-mini', ONLY = '' } = process.env;
/** gpt-4o-mini's, unless told. */
const PRICE = { input: Number(process.env.PRICE_INPUT ?? 0.15), output: Number(process.env.PRICE_OUTPUT ?? 0.6) };

/**
 * `npm run eval`: golden conversations through the real node, with the stand-in model, with a model of bad will, and with the real one when
 * `OPENAI_API_KEY` is set. A leak or a crash makes it fail; the rest is for a person to judge. ONLY=attacks plays one theme.
 */
async function main(): Promise<void> {
	const dangers = [await evaluate('Stand-in model', {}, false), await evaluate('Hostile model', {}, true)];
	if (OPENAI_API_KEY) {
		const credentials = { openAiApi: { apiKey: OPENAI_API_KEY, url: OPENAI_BASE_URL } };
		dangers.push(await evaluate(`${OPENAI_MODEL}`, { credentials }, false));
	} else console.log('\nSet OPENAI_API_KEY (and OPENAI_MODEL, OPENAI_BASE_URL) to play them with a real model.');
	process.exit(dangers.some((danger) => danger) ? 1 : 0);
}

async function evaluate(title: string, given: IDataObject, isHostile: boolean): Promise<boolean> {
	const agent = await openAgent(given);
	if (isHostile) agent.model.respondWith(hostileModel());
	const judged: Judged[] = [];
	for (const [theme, conversations] of Object.entries(themes))
		for (const golden of theme.includes(ONLY) ? conversations : []) {
			const played = await play(agent, golden, { model: OPENAI_MODEL });
			judged.push({ theme, played, verdict: judge(played) });
		}
	await agent.stop();
	console.log(`\n${title}\n\n${table(judged, PRICE)}\n`);
	const shown = mistakes(judged).filter((line) => !isHostile || /LEAK|CRASH/.test(line));
	for (const line of shown) console.log(`  ${line}`);
	return judged.some(({ played, verdict }) => played.crash !== null || verdict.leaks.length > 0);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
