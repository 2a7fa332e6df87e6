/**
 * Attacks a port from a process of its own, so that its sockets are not those of who is attacked: `node attacker.cjs PORT PATH WAY COUNT`. Says a line of JSON once all of
 * them are under way, and goes on until it is ended; a connection that the port closes is opened again.
 */
const { connect } = require('node:net');

const [port, path, way, count] = [Number(process.argv[2]), process.argv[3], process.argv[4], Number(process.argv[5])];
const head = (...more) =>
	[
		`POST ${path} HTTP/1.1`,
		'host: x',
		'content-type: application/json',
		`x-hub-signature-256: sha256=${'0'.repeat(64)}`,
		...more,
		'',
		'',
	].join('\r\n');
const LARGE = 15 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'a');

/** What each connection does once it is open; what it returns is done every second from then on. */
const WAYS = {
	silent: () => undefined,
	heads: (socket) => {
		socket.write(head().slice(0, -4));
		return () => socket.write('\r\nx');
	},
	bodies: (socket) => {
		socket.write(`${head('content-length: 100000')}{`);
		return () => socket.write(' ');
	},
	large: (socket) => {
		socket.write(head(`transfer-encoding: chunked`));
		let sent = 0;
		const more = () => {
			while (sent < LARGE && !socket.destroyed) {
				sent += CHUNK.length;
				socket.write(`${CHUNK.length.toString(16)}\r\n`);
				if (!socket.write(Buffer.concat([CHUNK, Buffer.from('\r\n')]))) return void socket.once('drain', more);
			}
		};
		more();
	},
	garbage: (socket) => void socket.write(Buffer.from(Array.from({ length: 2000 }, (_, n) => (n * 7919) % 251))),
	halfOpen: (socket) => void socket.end(head('content-length: 9').slice(0, 60)),
	reset: (socket) => {
		socket.write(`${head('content-length: 9')}{`);
		socket.resetAndDestroy();
	},
};

const all = { opened: 0, again: 0 };
function attack() {
	const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: way === 'halfOpen' });
	let timer;
	socket.on('error', () => undefined);
	socket.on('data', () => undefined);
	socket.once('connect', () => {
		if (++all.opened === count) process.stdout.write(`${JSON.stringify(all)}\n`);
		const goOn = WAYS[way](socket);
		if (goOn) timer = setInterval(goOn, 1000);
	});
	socket.once('close', () => {
		clearInterval(timer);
		all.again++;
		// Not faster than the machine can tell what becomes of the others.
		setTimeout(attack, 1000);
	});
}
for (let n = 0; n < count; n++) setTimeout(attack, n / 4);
