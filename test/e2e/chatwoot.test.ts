import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { randomFrom } from './chaos';
import { allTalk, isWritten, person, type Talk } from './chatwootTalk';
import { mirrorBegan } from '../sandbox/attendance';
import { freePort } from '../sandbox/ports';
import type { WorkflowTemplate } from '../sandbox/n8nApi';
import { withParameters, type Adjust } from '../sandbox/publish';
import { TEAM_PHONE } from '../sandbox/demoCompany';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { eventually, rows } from './sandboxForTests';

const CONVERSATIONS = Number(process.env.CHATWOOT_CONVERSATIONS ?? 300);
/** Chatwoot's queue delivers up to so much later, in any order; a minute on a bad day. */
const DELAY_MS = Number(process.env.CHATWOOT_DELAY_MS ?? 10_000);
const SEED = Number(process.env.CHATWOOT_SEED ?? Date.now() % 1_000_000);
/** After the last message: the longest lease, what follows it, and the words that wait. */
const SETTLES_WITHIN_MS = 200_000;

const random = randomFrom(SEED);
const TALKS = Array.from({ length: CONVERSATIONS }, (_, index) => person(index));

/** Makes what waits be taken up within seconds instead of minutes. */
const hurried: Adjust = (template, name) => {
	// The shortest that the trigger takes.
	const limits = { leaseSeconds: 60 };
	const rule = { interval: [{ field: 'seconds', secondsInterval: 5 }] };
	return withoutSweep(withParameters({ rule, limits, leaseSeconds: 90, overlapSeconds: 15 })(template, name));
};

/** A restart in the middle makes people here slower than those to whom a conversation is left: nobody takes it from them. */
const withoutSweep = (template: WorkflowTemplate): WorkflowTemplate => ({
	...template,
	nodes: template.nodes.map((node) => (node.name === 'Varrer conversas' ? { ...node, disabled: true } : node)),
});

/** What somebody still has to do. A reply of the agent's may stay uncertain: cut off by a restart, and the customer wrote on; the team is told. */
const UNSETTLED = `
	select 'message' as what, phone, status from inbox where status in ('waiting', 'claimed')
	union all select kind, phone, status from outbox
		where kind <> 'notice' and (status in ('pending', 'queued', 'sending') or (status = 'uncertain' and turn_id is null))`;

const ALL_IN_ORDER = `
	select lead_phone as phone, coalesce(message_id, 'word-' || id) as word from conversations
	where status in ('received', 'sent')
		and not exists (select from outbox o where o.id = conversations.outbox_id and o.payload ->> 'origin' = 'chatwoot') order by id`;

describe(`${CONVERSATIONS} conversations with people in Chatwoot, n8n restarted twice and Chatwoot down once (CHATWOOT_SEED=${SEED})`, () => {
	let sandbox: Sandbox;
	let talks: Talk[];

	/** What one customer received, in order. */
	const received = (phone: string) => sandbox.zapi.sent.filter(({ body }) => body.phone === phone).map(({ body }) => String(body.message));
	/** What Chatwoot shows of one customer, but for what people wrote there. */
	const mirrored = (phone: string) =>
		sandbox.chatwoot.state.conversations
			.filter(({ contactInbox }) => contactInbox.source_id === phone)
			.flatMap(({ messages }) => messages)
			.filter(({ source_id: id }) => id?.startsWith('atendeaqui:'));

	beforeAll(async () => {
		sandbox = await startSandbox({
			port: await freePort(),
			// Longer than clocks may differ: where a restart cuts a reply off, the chat's time at Z-API then tells whether it arrived.
			quietSeconds: 3,
			templates: ['bastidores', 'sdr-agent', 'handoff-chatwoot'],
			adjust: hurried,
			report: () => undefined,
		});
		await mirrorBegan(sandbox);
		const { chatwoot } = sandbox;
		Object.assign(chatwoot.rules, { delayMs: () => Math.floor(random() * DELAY_MS), copies: () => (random() < 0.3 ? 2 : 1) });
		let written = 0;
		const until = async (share: number) => {
			while (written < share * CONVERSATIONS) await sleep(50);
		};
		const restart = async () => {
			await sandbox.n8n().stop();
			await sleep(3000);
			await sandbox.startAgain();
		};
		const breaking = (async () => {
			await until(0.25);
			await restart();
			await until(0.5);
			await chatwoot.down();
			await sleep(8000);
			await chatwoot.up();
			await until(0.75);
			await restart();
		})();
		talks = await allTalk(sandbox, TALKS, { atOnce: 30, onWritten: () => written++ });
		written = Infinity;
		await breaking;
		await chatwoot.settled();
		// When this never comes, the tests tell what is missing.
		await eventually(
			async () => ({
				unsettled: await rows(sandbox, UNSETTLED),
				undelivered: talks.flatMap(({ replies, phone }) => replies.filter((reply) => !received(phone).includes(reply))),
			}),
			({ unsettled, undelivered }) => unsettled.length + undelivered.length === 0,
			SETTLES_WITHIN_MS,
		).catch(() => undefined);
		// Two more rounds find nothing left to do.
		await sleep(12_000);
	}, 1_200_000);
	afterAll(async () => {
		await sandbox?.stop();
	});

	test('every conversation came to its end, nothing is left to do, and nobody refused a request', async () => {
		expect(talks.filter(({ brokenOff }) => brokenOff)).toEqual([]);
		expect(await rows(sandbox, UNSETTLED)).toEqual([]);
		expect([sandbox.zapi.violations, sandbox.chatwoot.violations]).toEqual([[], []]);
		// The templates as they are: what people wrote is in no execution that n8n keeps.
		const wellDone = async () => (await sandbox.api().executions(sandbox.workflows.sdrAgent)).filter(({ status }) => status === 'success');
		expect(await eventually(wellDone, ({ length }) => length === 0, 15_000)).toEqual([]);
	});

	test('every word is mirrored exactly once', async () => {
		const uncertain = await rows<{ phone: string; text: string }>(
			sandbox,
			`select phone, payload ->> 'text' as text from outbox where status = 'uncertain'`,
		);
		expect(uncertain.length).toBeLessThanOrEqual(2);
		const wrong = talks.flatMap(({ phone, said, replies }) => {
			const bots = received(phone).filter((text) => !replies.includes(text));
			for (const open of uncertain.filter((one) => one.phone === phone)) bots.splice(bots.indexOf(open.text), 1);
			const expected = [...said, ...bots].sort();
			const shown = mirrored(phone).map(({ content }) => String(content));
			return JSON.stringify(shown.sort()) === JSON.stringify(expected) ? [] : [{ phone, expected, shown }];
		});
		expect(wrong).toEqual([]);
	});

	test('the words of a conversation are in the order of its history', async () => {
		const history = await rows<{ phone: string; word: string }>(sandbox, ALL_IN_ORDER);
		const wrong = talks.flatMap(({ phone }) => {
			const expected = history.filter((row) => row.phone === phone).map(({ word }) => `atendeaqui:${word}`);
			const shown = mirrored(phone).map(({ source_id: id }) => id);
			return JSON.stringify(shown) === JSON.stringify(expected) ? [] : [{ phone, expected, shown }];
		});
		expect(wrong).toEqual([]);
	});

	test('every reply of a person reaches the customer exactly once, and nothing else of theirs does', () => {
		const delivered = talks.flatMap(({ phone }) => received(phone)).filter(isWritten);
		expect(delivered.sort()).toEqual(talks.flatMap(({ replies }) => replies).sort());
	});

	test('the agent is paused by people alone, never by its own echo', async () => {
		const changed = new Set(
			(await rows(sandbox, `select phone from session_history where type = 'mode_changed'`)).map(({ phone }) => phone),
		);
		const untouched = talks.filter(({ kind }) => kind === 'agentOnly');
		expect(untouched.length).toBeGreaterThan(0);
		expect(untouched.filter(({ phone }) => changed.has(phone))).toEqual([]);
	});

	test('the agent is quiet where a person writes, and answers again after "retomar"', () => {
		const bots = ({ phone, replies }: Talk) => received(phone).filter((text) => !replies.includes(text)).length;
		const count = (kind: Talk['kind']) => [...new Set(talks.filter((talk) => talk.kind === kind).map(bots))];
		expect({ agentOnly: count('agentOnly'), longer: count('longer'), givenBack: count('givenBack') }).toEqual({
			agentOnly: [1],
			longer: [1],
			givenBack: [2],
		});
	});

	describe('who is not Chatwoot', () => {
		const human = () => {
			const [conversation] = sandbox.chatwoot.state.conversations;
			const message = { ...conversation.messages[0], id: 999_999, content: 'Pix para 11999990000', message_type: 'outgoing' as const };
			const sender = { type: 'User' as const, id: 3 };
			return { ...sandbox.chatwoot.show.hookMessage(conversation, { ...message, sender, source_id: null }), event: 'message_created' };
		};
		const signed = (secret: string, body: string, at = Math.floor(Date.now() / 1000)) => ({
			'x-chatwoot-timestamp': String(at),
			'x-chatwoot-signature': `sha256=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`,
		});

		test.each(['unsigned', 'signed with another secret', 'signed too long ago', 'sent to another address'])(
			'sends nothing: an event %s',
			async (how) => {
				const [{ url, secret }] = sandbox.chatwoot.state.webhooks;
				const toCustomers = () => sandbox.zapi.sent.filter(({ body }) => body.phone !== TEAM_PHONE).length;
				const before = toCustomers();
				const body = JSON.stringify(human());
				const headers: Record<string, object> = {
					unsigned: {},
					'signed with another secret': signed('another', body),
					'signed too long ago': signed(secret, body, Math.floor(Date.now() / 1000) - 3600),
					'sent to another address': signed(secret, body),
				};
				const to = how === 'sent to another address' ? url.replace(/[^/]+$/, 'another') : url;
				const answer = await fetch(to, { method: 'POST', headers: { 'content-type': 'application/json', ...headers[how] }, body });
				expect(answer.status).toBe(401);
				await sleep(2000);
				expect(toCustomers()).toBe(before);
			},
		);
	});
});
