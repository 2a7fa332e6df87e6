import { aloud } from './pageAloud';
import { keyboard } from './pageKeyboard';
import { sight } from './pageSight';

/** The page for who sees little, hears it read aloud or has no mouse. Called by page.test.ts: each file of end-to-end tests would start a browser. */
export function forEverybody(): void {
	keyboard();
	aloud();
	sight();
}
