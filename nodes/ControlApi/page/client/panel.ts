import type { Button } from './actions';
import { filterIn, openIn, withFilter, withOpen, type Place } from './address';
import type { ControlApi } from './api';
import type { Press } from './buttons';
import type { Surroundings } from './card';
import { conversation } from './conversation';
import type { dialogs } from './dialogs';
import { byId, setText } from './dom';
import { focusIsLost } from './focus';
import { list } from './list';
import { formatPhone } from './phone';
import type { Following, Live } from './live';
import type { Memory } from './memory';
import type { notices } from './notices';
import { newlyWaiting, newRequests } from './requests';
import { asksForPerson, keyOf } from './sessions';
import { bell, soundChoice } from './sound';
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
	kept: Memory,
) {
	const root = byId('panel', HTMLElement);
	const robot = byId('robot', HTMLParagraphElement);
	const robotOff = byId('robot-off', HTMLParagraphElement);
	const broken = byId('broken', HTMLParagraphElement);
	const busy = new Set<string>();
	const sound = bell(soundChoice(kept));
	let live: Live | null = null;
	let fresh = newRequests();
	let beginsToWait = newlyWaiting();
	/** The conversation of the address, until the list is there. */
	let wanted: Place | null = null;

	const nameOf: NameOf = (id) => namesFrom(live ? [live.me, ...live.attendants] : [])(id);
	const now = () => Date.now() + (live?.skew ?? 0);

	const press: Press = (session, button) => void act(session, button);
	const placeIn = (key: string): Place => {
		const [channel, phone] = key.split('\n');
		return { channel, phone };
	};
	const keyInAddress = (): string | null => {
		const place = openIn(location.hash);
		return place && keyOf(place);
	};
	const open = (key: string) => {
		detail.open(key);
		if (keyInAddress() !== key) {
			const hash = withOpen(location.hash, placeIn(key));
			// Back leads to the list, not through all conversations that were looked at.
			if (keyInAddress() === null) location.hash = hash;
			else location.replace(hash);
		}
		draw();
	};
	const cards = list(open, press, (id) => {
		kept.keep({ filter: id });
		location.replace(withFilter(location.hash, id === 'all' ? null : id));
		draw();
	});
	const read = async (session: Session) => (await connection()?.api.history(session)) ?? ({ kind: 'offline' } as const);
	const detail = conversation(read, press, () => (keyInAddress() === null ? close() : history.back()));

	function close(): void {
		const key = detail.key();
		const stoodThere = detail.holdsFocus() || focusIsLost();
		detail.close();
		draw();
		if (key !== null && stoodThere) cards.focus(key);
	}
	addEventListener('hashchange', () => {
		const key = keyInAddress();
		if (key === detail.key() || !live) return;
		if (key === null) close();
		else visit(openIn(location.hash));
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
		setText(broken, live.warnings.join(' · '));
		const asking = sessions.filter(asksForPerson).length;
		document.title = `${asking > 0 ? `(${asking}) ` : ''}Atendimento · AtendeAqui`;
		cards.update(sessions, live.cut, around);
		const shown = detail.key() === null ? undefined : live.sessions.get(detail.key() ?? '');
		if (shown) detail.update(shown, around);
	}

	/** Says and sounds who newly asks for a person, and says who begins to wait; the messages of the open conversation are read aloud by themselves. */
	function announce({ sessions, me }: Live): void {
		const asking = fresh(sessions.values());
		const waits = beginsToWait(sessions.values(), now(), me.id).filter((session) => keyOf(session) !== detail.key());
		const told = [
			...asking.map((session) => `${titleOf(session)} pediu uma pessoa.`),
			...waits.map((session) => `${titleOf(session)} espera resposta.`),
		];
		if (told.length > 0) notice.say(told.join(' '));
		if (asking.length > 0) sound.ring();
	}

	/** Opens the conversation of an address, or says why not. */
	function visit(place: Place | null): void {
		if (!place || !live) return;
		const key = keyOf(place);
		// Out of the address first, so that Back leads to the list.
		location.replace(withOpen(location.hash, null));
		if (live.sessions.has(key)) return open(key);
		notice.bad(`A conversa com ${formatPhone(place.phone)} não está entre as ativas do último dia.`);
	}

	/** What the action needs to be told; null when the person changed their mind. */
	async function details(session: Session, { action }: Button, { following }: Connection): Promise<Record<string, unknown> | null> {
		const who = titleOf(session);
		if (action === 'force_takeover') {
			return (await dialog.confirmForce(who, session.human_attendant_name || nameOf(session.human_attendant ?? 'Outra pessoa')))
				? { force: true }
				: null;
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
		// A dialog gives the focus back to its button, unless that went away meanwhile.
		if (focusIsLost()) (detail.key() === key ? detail.focus : () => cards.focus(key))();
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
		/** Takes filter and conversation from the address that the page was opened with. */
		arrive(): void {
			cards.setFilter(filterIn(location.hash) || (kept.read().filter ?? ''));
			wanted = openIn(location.hash);
			if (wanted) location.replace(withOpen(location.hash, null));
		},
		changed(next: Live, before: Live | null): void {
			live = next;
			root.hidden = false;
			if (before && detail.key() !== null && !next.sessions.has(detail.key() ?? '')) {
				notice.bad('A conversa que estava aberta não está mais ativa.');
				close();
			}
			announce(next);
			draw();
			const place = wanted;
			wanted = null;
			visit(place);
		},
		/** A customer begins to wait by the clock alone, too. */
		tick(): void {
			if (live) announce(live);
			draw();
		},
		/** Forgets everything that was shown. */
		clear(): void {
			live = null;
			fresh = newRequests();
			beginsToWait = newlyWaiting();
			busy.clear();
			detail.close();
			root.hidden = true;
			document.title = 'Atendimento · AtendeAqui';
		},
	};
}
