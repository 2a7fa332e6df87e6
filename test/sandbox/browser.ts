import { chromium, type Browser } from 'playwright-core';

/** Nothing that calls home, and no sandbox of its own: in a container there is none to be had. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A microphone that beeps once a second, for whoever is allowed to hear it. */
export const MICROPHONE = '--use-fake-device-for-media-stream';

/**
 * Chromium without a window: the one of the variable CHROMIUM, else the system's.
 * @throws when there is none
 */
export const startBrowser = async (...more: string[]): Promise<Browser> =>
	await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...QUIET, ...more] });
