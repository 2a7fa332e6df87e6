import { html } from './builtPage';

/**
 * The page for attendants: one HTML document with its styles and script inside, in Portuguese. It asks the control API below its own
 * address without the last segment, so it is served beside the API, e.g. at `…/painel`.
 */
export const attendantsPage = (): string => html;

/** The same for a port of its own, where it has an origin: it keeps the key in the browser, and is told of changes. */
export const attendantsPageOnPort = (): string => html.replace('<html lang="pt-BR">', '<html lang="pt-BR" data-own-port>');
