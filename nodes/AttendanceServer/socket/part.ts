import type { ITriggerFunctions } from 'n8n-workflow';

import { turnedAway } from '../../shared/core/limits/strangers';
import { answerOf } from '../../shared/server/answer';
import type { Part } from '../../shared/server/mount';
import { callerAt } from '../../shared/server/peer';
import type { Talk } from '../../shared/server/sockets';
import { companyAt } from '../../shared/store/outage';
import type { Store } from '../../shared/store/store';
import { ofError, denied, type Answer } from '../answers';
import { userOfToken } from '../auth/tokens';
import { isAllowedOrigin } from '../origin';
import { hasSeat, MOST_EACH } from './seats';
import { seatOf, talkWith, type House } from './talk';

/** The document's place at the origin, and where a client looks that makes the address of the one of the API. */
const PATHS = ['/ws/chat', '/api/v1/ws/chat'];

/** What the socket stands on. */
export interface Grounds extends House {
	logger: ITriggerFunctions['logger'];
	publicUrl: string;
	/** Origins of pages that may connect beside those of the port's own address. */
	allowedOrigins: string[];
}

/** The parts of a port where clients connect with `?token=`. Whoever may not is told before the connection is opened. */
export function socketParts(grounds: Grounds): Part[] {
	const socket = async (request: Request): Promise<Talk | Response> => {
		try {
			return await admitted(grounds, request, await grounds.open());
		} catch (error) {
			const known = ofError(error);
			if (!known)
				grounds.logger.error('The socket of the attendance API could not take a connection', { problem: (error as Error).message });
			return responseOf(known ?? denied(500, 'INTERNAL_ERROR', 'Erro interno'));
		}
	};
	const answer = async (): Promise<Response> =>
		await Promise.resolve(responseOf(denied(426, 'UPGRADE_REQUIRED', 'Este endereço é um WebSocket.', null, { upgrade: 'websocket' })));
	return PATHS.map((path) => ({ path, answer, socket: async (request, rest) => (rest === '' ? await socket(request) : await nowhere()) }));
}

const nowhere = async () => await Promise.resolve(responseOf(denied(404, 'NOT_FOUND', 'Este endereço não existe.')));

async function admitted(grounds: Grounds, request: Request, store: Store): Promise<Talk | Response> {
	if (!isAllowedOrigin(request.headers, grounds.publicUrl, grounds.allowedOrigins))
		return responseOf(denied(403, 'ORIGIN', 'Páginas desta origem não podem se conectar: quem administra o atendimento pode liberá-la.'));
	const holder = await userOfToken(store, tokenIn(request));
	if (holder === null) {
		const { status, headers } = turnedAway(callerAt(request), 401, Date.now());
		return responseOf(
			status === 429
				? denied(429, 'RATE_LIMITED', 'Muitas tentativas recusadas: espere um pouco.', null, headers)
				: denied(401, 'UNAUTHORIZED', 'Token ausente, inválido ou vencido'),
		);
	}
	const company = companyAt(store);
	if (!hasSeat(seatOf(company, holder.user)))
		return responseOf(denied(429, 'TOO_MANY_CONNECTIONS', `No máximo ${MOST_EACH} conexões por usuário.`, null, { 'retry-after': '30' }));
	return talkWith(grounds, holder, company);
}

/** In the query as the document has it, or in the header where all other calls have it. */
function tokenIn(request: Request): string {
	const [, bearer] = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	return new URL(request.url).searchParams.get('token') ?? bearer ?? '';
}

const responseOf = ({ status, body, headers }: Answer): Response => answerOf(status, body as object, headers);
