import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Graph as far as it tells of one number, or refuses to. */
export async function startVendor() {
	let [status, body]: [number, object] = [200, {}];
	const server = createServer((_, response) => {
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		says: (number: object) => ([status, body] = [200, number]),
		refuses: (refused: number, error: object) => ([status, body] = [refused, error]),
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
export type Answering = Awaited<ReturnType<typeof startVendor>>;
