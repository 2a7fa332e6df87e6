import type { IDataObject } from 'n8n-workflow';

import { openAgent } from '../SdrAgent/agent';
import { themes } from './conversations';
import { hostileModel } from './hostile';
import { judge } from './judge';
import { play } from './play';
import { mistakes, passedEveryTime, table, type Judged } from './report';
import { countReplies, rowsTable, wrongReplies } from './rowsReport';

const { OPENAI_API_KEY, OPENAI_BASE_URL = 'https://api.openai.com/v1', OPENAI_MODEL = 'gpt-4o-mini', ONLY = '' } = process.env;
/** How often each conversation is played: it passes when it passes every time. */
const TIMES = Number(process.env.TIMES ?? 3);
/** gpt-4o-mini's, unless told. */
const PRICE = { input: Number(process.env.PRICE_INPUT ?? 0.15), output: Number(process.env.PRICE_OUTPUT ?? 0.6) };

/**
 * `npm run eval`: golden conversations through the real node, with the stand-in model, with a model of bad will, and with the real one when
 * `OPENAI_API_KEY` is set. A leak or a crash makes it fail; the rest is for a person to judge. ONLY=attacks plays one theme, TIMES=1 plays once.
 */
async function main(): Promise<void> {
	console.log(`\nReplies that a model may write, as the guard reads them\n\n${rowsTable(countReplies())}\n`);
	for (const line of wrongReplies()) console.log(`  ${line}`);
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
			for (let time = 0; time < TIMES; time++) {
				const played = await play(agent, golden, { model: OPENAI_MODEL });
				judged.push({ theme, played, verdict: judge(played) });
			}
		}
	await agent.stop();
	console.log(`\n${title}\n\n${table(judged, PRICE)}\n\npass^${TIMES}: ${passedEveryTime(judged)}\n`);
	const shown = mistakes(judged).filter((line) => !isHostile || /LEAK|CRASH/.test(line));
	for (const line of shown) console.log(`  ${line}`);
	return judged.some(({ played, verdict }) => played.crash !== null || verdict.leaks.length > 0);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
