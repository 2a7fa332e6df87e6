import type { Locator } from 'playwright-core';

import type { Message } from '../../nodes/ControlApi/page/client/types';
import { ANA, BIA, minutesAgo, session } from './controlApiForTests';
import { api, appears, enter, page } from './pageForTests';

export const MINE = '5531900000001';
export const ASKING = '5531900000002';
export const LONG_NAME = 'Maria Aparecida da Conceição Gonçalves de Albuquerque e Souza '.repeat(2).slice(0, 120).trim();

export const cardOf = (name: string): Locator => page.locator('.card', { has: page.getByRole('heading', { name, exact: true }) });
/** Name, label or text of what has the keyboard; "body" when nothing has. */
export const focused = (): Promise<string> =>
	page.evaluate(`(() => {
		const at = document.activeElement;
		if (at === document.body) return 'body';
		return at.getClientRects().length === 0 ? 'hidden' : at.getAttribute('aria-label') || at.id || at.textContent;
	})()`);

/** Marina's conversation: two days, every author, a link, and a message that did not go out. */
export const talk = (): Message[] => [
	{ author: 'customer', at: minutesAgo(2000), text: 'Vocês entregam? https://loja.example/fb300', status: 'received' },
	{ author: 'agent', at: minutesAgo(9), text: 'Sim.', status: 'read' },
	{ author: 'human', at: minutesAgo(3), text: 'Hoje.', status: 'failed', attendant: ANA.id, attendant_name: 'Ana Lima' },
	{ author: 'customer', at: minutesAgo(2), text: 'Alô?', status: 'received' },
];

/** Thirty conversations in every state: one's own that waits, one that asks for a person, others' and the robot's, with names of 5 to 120 characters. */
export function thirty(): void {
	const states = [
		{},
		{ mode: 'human', human_attendant: BIA.id, human_since: minutesAgo(50) },
		{ mode: 'paused', paused_at: minutesAgo(3) },
	] as const;
	const others = Array.from({ length: 28 }, (_, index) =>
		session(`55319300${String(index).padStart(5, '0')}`, { name: LONG_NAME.slice(0, 5 + index * 4), ...states[index % 3] }),
	);
	const asks = { escalation_requested: true, escalation_message: 'quero falar com uma pessoa' };
	api.put(
		...others,
		session(MINE, {
			name: 'Marina',
			mode: 'human',
			human_attendant: ANA.id,
			human_since: minutesAgo(4),
			last_customer_message: minutesAgo(2),
		}),
		session(ASKING, { name: 'Pedro', mode: 'paused', paused_at: minutesAgo(2), pause_reason: 'escalation', metadata: asks }),
	);
	api.say(MINE, talk(), [
		{ at: minutesAgo(4), type: 'mode_changed', actor_id: ANA.id, from_mode: 'agent', to_mode: 'human', reason: null },
	]);
}

/** What an attendant may have before them, each from the page's opening on. */
export const SCENES: Record<string, () => Promise<void>> = {
	async 'the form with what is wrong'() {
		await page.goto(api.url);
		await page.locator('#enter').click();
		await appears(page.locator('#login-error'));
	},
	async 'an empty list'() {
		await enter();
		await appears(page.getByText('Nenhuma conversa ativa agora.'));
	},
	async '30 conversations'() {
		thirty();
		await enter();
		await appears(cardOf('Marina'));
	},
	async 'an open conversation'() {
		thirty();
		await enter(`chave-da-ana&conversa=loja/${MINE}`);
		await appears(page.locator('.message').first());
	},
	async 'a dialog'() {
		await SCENES['an open conversation']();
		await page.locator('#conversation').getByRole('button', { name: 'Transferir' }).click();
		await appears(page.getByRole('dialog'));
	},
	async 'everything that can be wrong'() {
		api.state.agentEnabled = false;
		await SCENES['an open conversation']();
		api.state.down = true;
		await page.locator('#conversation').getByRole('button', { name: 'Pausar' }).click();
		await appears(page.locator('#notice-bad'));
		await appears(page.locator('#offline'));
	},
};
