import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below what the system gives to outgoing connections (Linux from 32768, others from 49152): one of these may take any port there between the choice and the
 * program's start, or while a program that was killed starts again on its port.
 */
const FROM = 15_000;
const TO = 32_000;

/** A TCP port of 127.0.0.1 that nothing listens on, for a program that cannot choose one by itself. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(FROM, TO);
		if (await isFree(port)) return port;
	}
}

async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve, reject) => {
		const probe = createServer().once('error', (error: NodeJS.ErrnoException) =>
			['EADDRINUSE', 'EACCES'].includes(error.code ?? '') ? resolve(false) : reject(error),
		);
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
	});
}
