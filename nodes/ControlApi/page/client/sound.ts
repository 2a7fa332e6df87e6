import { byId } from './dom';
import type { Memory } from './memory';

const NOTES = [
	{ hertz: 660, at: 0 },
	{ hertz: 880, at: 0.18 },
];
const NOTE_SECONDS = 0.16;
const LOUDNESS = 0.15;

/**
 * Two short notes. Browsers let a page sound only after somebody has touched it, so the player is made at the first touch; until then, and where there is no
 * sound at all, nothing is heard and nothing fails.
 * @param isOn whether it is to be heard
 */
export function bell(isOn: () => boolean) {
	let player: AudioContext | null = null;
	const wake = () => {
		try {
			player ??= new AudioContext();
			if (player.state === 'suspended') void player.resume().catch(() => undefined);
		} catch {
			// No sound on this device: the title still tells.
		}
	};
	for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, wake, { passive: true });

	return {
		ring(): void {
			if (player?.state !== 'running' || !isOn()) return;
			for (const { hertz, at } of NOTES) {
				const note = player.createOscillator();
				const volume = player.createGain();
				const start = player.currentTime + at;
				note.frequency.value = hertz;
				volume.gain.setValueAtTime(LOUDNESS, start);
				volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
				note.connect(volume).connect(player.destination);
				note.start(start);
				note.stop(start + NOTE_SECONDS);
			}
		},
	};
}

/** The switch for the sound, which stays as it is set where the browser keeps it; @returns whether it is on. */
export function soundChoice(kept: Memory): () => boolean {
	const button = byId('sound', HTMLButtonElement);
	let isOn = kept.read().sound !== false;
	const show = () => button.setAttribute('aria-checked', String(isOn));
	button.addEventListener('click', () => {
		isOn = !isOn;
		kept.keep({ sound: isOn });
		show();
	});
	show();
	return () => isOn;
}
