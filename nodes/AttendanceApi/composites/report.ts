import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';

/**
 * A report as a PDF file.
 * @param kind the name of the report in its path; one of a conversation has its id behind it
 */
export const report =
	(kind: 'daily' | 'weekly' | 'satisfaction' | 'conversation') =>
	async ({ context, send, values }: Call): Promise<Outcome> => {
		const id = values.conversationId === undefined ? '' : `/${encodeURIComponent(String(values.conversationId))}`;
		const bytes = (await send({ method: 'GET', path: `/reports/v2/${kind}${id}`, answersBytes: true, repeatable: true })) as Buffer;
		const data = await context.helpers.prepareBinaryData(Buffer.from(bytes), `${kind}.pdf`, 'application/pdf');
		return { json: { kind, bytes: bytes.length }, binary: { data } };
	};
