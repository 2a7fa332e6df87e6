import { connect } from 'node:net';

import { startRedis } from '../sandbox/redis';

/** One command in Redis's inline form, and what comes back. */
const say = async (port: number, command: string): Promise<string> =>
	await new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
		socket.once('error', reject).once('data', (data) => {
			resolve(String(data));
			socket.destroy();
		});
	});

test('answers, keeps nothing on disk, and ends', async () => {
	const redis = await startRedis();
	expect(await say(redis.port, 'PING')).toBe('+PONG\r\n');
	expect(await say(redis.port, 'CONFIG GET save')).toContain('$0');
	await redis.stop();
	await expect(say(redis.port, 'PING')).rejects.toThrow('ECONNREFUSED');
});

test('a missing program gives one sentence that names the package', async () => {
	await expect(startRedis('redis-server-that-is-not-there')).rejects.toThrow(
		'n8n\'s queue needs "redis-server-that-is-not-there": install it (Debian: apt-get install redis-server) and start again.',
	);
});
