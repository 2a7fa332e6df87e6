/** Recording on the page of `npm start`: what was recorded is heard before it is sent, as it was recorded. Uses `at`, `tried` and `sendFile` of client.js. */
const LONGEST_MS = 120_000;
const INSTEAD = 'Você pode enviar um arquivo em “🎤 Áudio”.';
/** What kept the browser from it, by the name of its error. */
const KEPT_FROM = {
	NotAllowedError: 'O navegador não deixou usar o microfone: permita-o no cadeado ao lado do endereço.',
	NotFoundError: 'Não há microfone neste computador.',
	NotReadableError: 'Outro programa está usando o microfone.',
};

let recorder = null;
let recording = null;

/** @throws one sentence where there is no recording here */
async function microphone() {
	// Browsers have none for pages that come from another machine without https.
	if (!navigator.mediaDevices || !window.MediaRecorder)
		throw new Error(`O navegador só grava em http://127.0.0.1 ou por https. ${INSTEAD}`);
	try {
		return await navigator.mediaDevices.getUserMedia({ audio: true });
	} catch ({ name, message }) {
		throw new Error(`${KEPT_FROM[name] ?? `O navegador não conseguiu gravar (${message}).`} ${INSTEAD}`);
	}
}

async function startRecording() {
	drop();
	const stream = await microphone();
	const parts = [];
	recorder = new MediaRecorder(stream);
	const stops = setTimeout(() => recorder?.state === 'recording' && recorder.stop(), LONGEST_MS);
	const began = Date.now();
	const clock = setInterval(() => (at('record').textContent = `⏹ Parar (${Math.round((Date.now() - began) / 1000)} s)`), 250);
	recorder.ondataavailable = ({ data }) => parts.push(data);
	recorder.onstop = () => {
		clearTimeout(stops);
		clearInterval(clock);
		for (const track of stream.getTracks()) track.stop();
		at('record').textContent = '⏺ Gravar';
		const blob = new Blob(parts, { type: recorder.mimeType });
		recorder = null;
		// Somebody took the permission back, or the microphone away, before anything was heard.
		if (blob.size === 0) at('problem').textContent = `Nada foi gravado. ${INSTEAD}`;
		else show(blob);
	};
	recorder.start();
	at('record').textContent = '⏹ Parar (0 s)';
}

function show(blob) {
	recording = blob;
	at('playback').src = URL.createObjectURL(blob);
	at('recorded').hidden = false;
}

/** A recorder does not write how long it recorded: who is sent to the end once, knows, and can be moved about in. */
at('playback').onloadedmetadata = ({ target }) => {
	if (target.duration !== Infinity) return;
	target.addEventListener('durationchange', () => (target.currentTime = 0), { once: true });
	target.currentTime = Number.MAX_SAFE_INTEGER;
};

function drop() {
	recording = null;
	URL.revokeObjectURL(at('playback').src);
	at('playback').removeAttribute('src');
	at('recorded').hidden = true;
}

/** The stand-in hears what a file is called: the recording is called what was said. */
const fileName = () => {
	const words = at('said-label').hidden
		? ''
		: at('said')
				.value.trim()
				.replace(/[^\p{L}\p{N}]+/gu, '-');
	return `${words || 'gravacao'}.${EXTENSIONS[recording.type.split(';')[0]] ?? 'ogg'}`;
};
const EXTENSIONS = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' };

at('record').onclick = async () => {
	// Stopped twice it throws.
	if (recorder) return recorder.state === 'recording' && recorder.stop();
	// While the browser asks, nobody asks it once more.
	at('record').disabled = true;
	await tried(startRecording);
	at('record').disabled = false;
};
at('drop-recording').onclick = drop;
at('send-recording').onclick = () =>
	tried(async () => {
		await sendFile(fileName(), recording, recording.type);
		drop();
	});
