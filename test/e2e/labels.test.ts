import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { LABELS_OF_OTHERS } from '../labels';

/** n8n's editor as it is served, without the copy for older browsers. */
const ASSETS = path.resolve(__dirname, '../sandbox/n8n/node_modules/n8n-editor-ui/dist/assets');

test("n8n's editor calls its menus as our texts do", () => {
	const editor = readdirSync(ASSETS)
		.filter((file) => file.endsWith('.js') && !file.includes('-legacy'))
		.map((file) => readFileSync(path.join(ASSETS, file), 'utf8'))
		.filter((text) => text.includes('"menuActions.importFromFile"'))
		.join('\n');
	const named = LABELS_OF_OTHERS.n8n.filter((label) => label !== '⋯');
	// "Error Workflow" has an explanation behind it.
	expect(named.filter((label) => !new RegExp(`["\`]${label}(?:["\`]| \\()`).test(editor))).toEqual([]);
});
