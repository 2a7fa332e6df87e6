import { socketRoot } from '../address';
import type { Dialect } from '../dialect';
import type { SessionUser } from '../session/tokens';

/** The three places at which a server may have its socket (attendance notes, "Addresses"). */
export const SOCKET_PATHS = ['/ws/chat', '/ws/chat/{user}', '/ws/ws/chat/{user}'] as const;
export type SocketPath = (typeof SOCKET_PATHS)[number];

/** Where to knock, in order: one path that the operator fixed, or all three, the likeliest of the dialect first. */
export function candidates(dialect: Dialect, fixed: SocketPath | 'auto', known?: SocketPath): SocketPath[] {
	if (fixed !== 'auto') return [fixed];
	const [plain, named, doubled] = SOCKET_PATHS;
	const order: SocketPath[] = dialect === 'v2' ? [named, doubled, plain] : [plain, named, doubled];
	return known === undefined ? order : [known, ...order.filter((one) => one !== known)];
}

/**
 * The address of a socket. It carries the token: a secret, which is never logged.
 * @param root of the server, over http or https
 */
export function socketUrl(root: string, path: SocketPath, token: string, user: SessionUser | null): string {
	const place = path.replace('{user}', encodeURIComponent(user?.id ?? ''));
	const role = path.includes('{user}') ? `role=${encodeURIComponent(user?.role || 'atendente')}&` : '';
	return `${socketRoot(root)}${place}?${role}token=${encodeURIComponent(token)}`;
}
