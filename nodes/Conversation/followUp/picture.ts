import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { escapeHtml } from '../../shared/core/text/escape';

/**
 * A chart as a file (binary field "data"), and as a page with the same in words, for n8n's form *Show Text*, a mail or a chat.
 * @param name of the file, without its ending
 * @param text what it shows, for who cannot see it
 */
export async function pictureOf(
	context: IExecuteFunctions,
	svg: string,
	name: string,
	text: string,
): Promise<{ json: { html: string }; binary: NonNullable<INodeExecutionData['binary']> }> {
	const file = await context.helpers.prepareBinaryData(Buffer.from(svg), `${name}.svg`, 'image/svg+xml');
	const words = escapeHtml(text).replaceAll('\n', '<br>');
	return {
		json: { html: `<div style="max-width:780px;margin:0 auto;font-family:system-ui,sans-serif">${svg}<p>${words}</p></div>` },
		binary: { data: file },
	};
}
