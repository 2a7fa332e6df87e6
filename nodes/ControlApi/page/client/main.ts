import { baseOf, isKey, keyIn, withoutKey } from './address';
import { controlApi } from './api';
import { dialogs } from './dialogs';
import { byId } from './dom';
import { focusIsLost } from './focus';
import { follow, type Listener } from './live';
import { login } from './login';
import { memory } from './memory';
import { notices } from './notices';
import { panel, type Connection } from './panel';

/** How often "há 4 min" is looked at again; the countdown to the next attempt goes by the second. */
const TIMES_EVERY_S = 5;
const NO_LONGER = 'A sua chave não vale mais. Peça outra a quem administra o atendimento e entre de novo.';
const UNKNOWN_KEY = 'Esta chave não foi aceita. Confira se copiou a chave inteira, ou peça outra a quem administra o atendimento.';

/** On a port of its own the page has an origin: the browser keeps what it is told to, and the server tells of changes. */
const isOwnPort = document.documentElement.dataset.ownPort !== undefined;
const kept = memory(baseOf(location.href), isOwnPort);
let connection: Connection | null = null;
let entered = false;
/** The key that is tried or works. */
let inUse = '';

const notice = notices(() => connection?.following.refresh());
const form = login(enter);
const work = panel(() => connection, notice, dialogs(), leaveUnauthorized, kept);

function enter(key: string): void {
	leave();
	form.trying();
	inUse = key;
	const api = controlApi(baseOf(location.href), key);
	const listener: Listener = {
		changed(live, before) {
			if (!entered && kept.keep({ key })) forgetAddress();
			entered = true;
			const stoodInForm = form.hide();
			work.changed(live, before);
			if (stoodInForm && focusIsLost()) byId('list-title', HTMLHeadingElement).focus();
		},
		failed(retryMs, message) {
			if (entered) notice.offline(retryMs, message);
			else
				form.waiting(key, `Sem conexão. ${message ?? 'O servidor não responde.'} Vou tentar de novo em ${Math.round(retryMs / 1000)} s.`);
		},
		recovered: () => notice.online(),
		unauthorized: leaveUnauthorized,
	};
	const following = follow(api, listener, isOwnPort);
	connection = { api, following };
}

function leave(): void {
	connection?.following.stop();
	connection = null;
	entered = false;
	notice.clear();
	work.clear();
}

/** Back to the form; the refused key goes out of the address and of the browser too, so that a reload does not try it again. */
function leaveUnauthorized(): void {
	const message = entered ? NO_LONGER : UNKNOWN_KEY;
	leave();
	// A key of the address that is refused says nothing of the one that is kept.
	if (kept.read().key === inUse) kept.keep({ key: undefined });
	forgetKey();
	form.show(message);
}

function forgetKey(): void {
	if (location.hash !== '') location.replace('#');
}

/** A key that is kept has no business in the address, which is shown, kept by the browser and given on. */
function forgetAddress(): void {
	if (keyIn(location.hash) !== '') location.replace(withoutKey(location.hash));
}

/** With the key of the address where there is one, else with the one that is kept, otherwise with the form. */
function start(): void {
	const key = keyIn(location.hash) || (kept.read().key ?? '');
	if (isKey(key)) enter(key);
	else form.show(key === '' ? '' : UNKNOWN_KEY);
}

byId('leave', HTMLButtonElement).addEventListener('click', () => {
	kept.keep({ key: undefined });
	leave();
	forgetKey();
	form.show();
});
// Whoever leaves in one tab leaves in all.
addEventListener('storage', () => {
	if (!isOwnPort || !entered || kept.read().key !== undefined) return;
	leave();
	form.show();
});
let lastKey = keyIn(location.hash);
addEventListener('hashchange', () => {
	const key = keyIn(location.hash);
	if (key !== lastKey && key !== '') start();
	lastKey = key;
});
let seconds = 0;
setInterval(() => {
	notice.tick();
	seconds += 1;
	if (seconds % TIMES_EVERY_S === 0 && !document.hidden) work.tick();
}, 1000);
work.arrive();
start();
