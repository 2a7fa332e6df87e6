import type { Button } from './actions';
import { saysOpen, withOpen } from './address';
import type { ControlApi } from './api';
import type { Press } from './buttons';
import type { Surroundings } from './card';
import { conversation } from './conversation';
import type { dialogs } from './dialogs';
import { byId, setText } from './dom';
import { list } from './list';
import type { Following, Live } from './live';
import type { notices } from './notices';
import { asksForPerson, keyOf } from './sessions';
import type { Session } from './types';
import { namesFrom, refusalText, ROLES, titleOf, type NameOf } from './wording';

export interface Connection {
	api: ControlApi;
	following: Following;
}

/** The page after the login: draws what is known and carries out what is pressed. */
export function panel(
	connection: () => Connection | null,
	notice: ReturnType<typeof notices>,
	dialog: ReturnType<typeof dialogs>,
	unauthorized: () => void,
) {
	const root = byId('panel', HTMLElement);
	const robot = byId('robot', HTMLParagraphElement);
	const robotOff = byId('robot-off', HTMLParagraphElement);
	const busy = new Set<string>();
	let live: Live | null = null;

	const nameOf: NameOf = (id) => namesFrom(live ? [live.me, ...live.attendants] : [])(id);
	const now = () => Date.now() + (live?.skew ?? 0);

	const press: Press = (session, button) => void act(session, button);
	const open = (key: string) => {
		detail.open(key);
		if (!saysOpen(location.hash)) location.hash = withOpen(location.hash, true);
		draw();
	};
	const cards = list(open, press, () => draw());
	const read = async (session: Session) => (await connection()?.api.history(session)) ?? ({ kind: 'offline' } as const);
	const detail = conversation(read, press, () => (saysOpen(location.hash) ? history.back() : close()));

	function close(): void {
		const key = detail.key();
		detail.close();
		draw();
		if (key !== null) cards.focus(key);
	}
	addEventListener('hashchange', () => {
		if (!saysOpen(location.hash) && detail.key() !== null) close();
	});

	function draw(): void {
		if (!live) return;
		const sessions = [...live.sessions.values()];
		const severalChannels = new Set(sessions.map(({ channel }) => channel)).size > 1;
		const around: Surroundings = { now: now(), myId: live.me.id, nameOf, severalChannels, busy, openKey: detail.key() };
		setText(byId('me', HTMLParagraphElement), live.me.name);
		setText(byId('role', HTMLParagraphElement), ROLES[live.me.role] ?? live.me.role);
		setText(byId('robot-text', HTMLSpanElement), live.agentEnabled ? 'Robô ligado' : 'Robô desligado');
		robot.className = live.agentEnabled ? 'robot on' : 'robot off';
		robotOff.hidden = live.agentEnabled;
		const asking = sessions.filter(asksForPerson).length;
		document.title = `${asking > 0 ? `(${asking}) ` : ''}Atendimento · AtendeAqui`;
		cards.update(sessions, live.cut, around);
		const shown = detail.key() === null ? undefined : live.sessions.get(detail.key() ?? '');
		if (shown) detail.update(shown, around);
	}

	/** Reads aloud who newly asks for a person. */
	function announce(next: Live, before: Live | null): void {
		const asking = [...next.sessions].filter(([key, session]) => {
			const held = before?.sessions.get(key);
			return before && asksForPerson(session) && !(held && asksForPerson(held));
		});
		if (asking.length > 0) notice.say(asking.map(([, session]) => `${titleOf(session)} pediu uma pessoa.`).join(' '));
	}

	/** What the action needs to be told; null when the person changed their mind. */
	async function details(session: Session, { action }: Button, { following }: Connection): Promise<Record<string, unknown> | null> {
		const who = titleOf(session);
		if (action === 'force_takeover') {
			return (await dialog.confirmForce(who, nameOf(session.human_attendant ?? 'Outra pessoa'))) ? { force: true } : null;
		}
		if (action !== 'transfer') return {};
		const others = (await following.learnNames()).filter(({ id }) => id !== session.human_attendant);
		if (others.length > 0) return dialog.pickAttendant(who, others);
		notice.bad('Não há outra pessoa para receber a conversa.');
		return null;
	}

	async function act(session: Session, button: Button): Promise<void> {
		const current = connection();
		const key = keyOf(session);
		if (!current || busy.has(key)) return;
		// Before anything is awaited: whoever presses twice asks once.
		busy.add(key);
		draw();
		const more = await details(session, button, current);
		if (more === null) {
			busy.delete(key);
			return draw();
		}
		notice.hide();
		const answer = await current.api.act(session, button.verb, more);
		busy.delete(key);
		if (current !== connection()) return;
		if (answer.kind === 'refused' && answer.status === 401) return unauthorized();
		if (answer.kind === 'ok') {
			if (answer.body.data?.session) current.following.put(answer.body.data.session);
			notice.good(answer.body.message);
		} else if (answer.kind === 'refused') notice.bad(refusalText(answer.refusal, now(), nameOf));
		else notice.bad('Sem conexão: não sei se o pedido chegou. Confira a conversa antes de tentar de novo.');
		draw();
		current.following.refresh(answer.kind === 'ok' ? 'changes' : 'all');
	}

	return {
		changed(next: Live, before: Live | null): void {
			live = next;
			root.hidden = false;
			if (before && detail.key() !== null && !next.sessions.has(detail.key() ?? '')) {
				notice.bad('A conversa que estava aberta não está mais ativa.');
				close();
			}
			announce(next, before);
			draw();
		},
		tick: draw,
		/** Forgets everything that was shown. */
		clear(): void {
			live = null;
			busy.clear();
			detail.close();
			root.hidden = true;
			document.title = 'Atendimento · AtendeAqui';
		},
	};
}
