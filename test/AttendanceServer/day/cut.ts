import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What stands between a client and the server, as a network does: it passes on what comes, and can break a socket in the middle of what the server says.
 * @param port of the server
 */
export async function startNetwork(port: number) {
	const open = new Set<Socket>();
	const seen = { cuts: 0 };
	let isArmed = false;
	const server = createServer((near) => {
		const far = connect(port, '127.0.0.1');
		let isSocket = false;
		for (const one of [near, far]) {
			open.add(one);
			one.on('error', () => undefined);
			one.on('close', () => {
				open.delete(one);
				near.destroy();
				far.destroy();
			});
		}
		near.on('data', (chunk) => {
			isSocket ||= /^upgrade: websocket/im.test(chunk.toString('latin1'));
			far.write(chunk);
		});
		far.on('data', (chunk) => {
			// A text frame, not a ping, and not the handshake (RFC 6455 section 5.2).
			if (!isArmed || !isSocket || chunk[0] !== 0x81) return void near.write(chunk);
			isArmed = false;
			seen.cuts++;
			near.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => near.destroy());
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		/** Cuts the next message in two. */
		cutNext: () => (isArmed = true),
		stop: async () => {
			for (const one of open) one.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
export type Network = Awaited<ReturnType<typeof startNetwork>>;
