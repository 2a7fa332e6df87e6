import { baseOf, isKey, keyIn } from './address';
import { controlApi } from './api';
import { dialogs } from './dialogs';
import { byId } from './dom';
import { focusIsLost } from './focus';
import { follow } from './live';
import { login } from './login';
import { notices } from './notices';
import { panel, type Connection } from './panel';

/** How often "há 4 min" is looked at again; the countdown to the next attempt goes by the second. */
const TIMES_EVERY_S = 5;
const NO_LONGER = 'A sua chave não vale mais. Peça outra a quem administra o atendimento e entre de novo.';
const UNKNOWN_KEY = 'Esta chave não foi aceita. Confira se copiou a chave inteira, ou peça outra a quem administra o atendimento.';

let connection: Connection | null = null;
let entered = false;

const notice = notices(() => connection?.following.refresh());
const form = login(enter);
const work = panel(() => connection, notice, dialogs(), leaveUnauthorized);

function enter(key: string): void {
	leave();
	form.trying();
	const api = controlApi(baseOf(location.href), key);
	const following = follow(api, {
		changed(live, before) {
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
	});
	connection = { api, following };
}

function leave(): void {
	connection?.following.stop();
	connection = null;
	entered = false;
	notice.clear();
	work.clear();
}

/** Back to the form; the refused key goes out of the address too, so that a reload does not try it again. */
function leaveUnauthorized(): void {
	const message = entered ? NO_LONGER : UNKNOWN_KEY;
	leave();
	forgetKey();
	form.show(message);
}

function forgetKey(): void {
	if (location.hash !== '') location.replace('#');
}

/** With the key of the address where there is one, otherwise with the form. */
function start(): void {
	const key = keyIn(location.hash);
	if (isKey(key)) enter(key);
	else form.show(key === '' ? '' : UNKNOWN_KEY);
}

byId('leave', HTMLButtonElement).addEventListener('click', () => {
	leave();
	forgetKey();
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
