import { html } from './builtPage';

/**
 * The page for attendants: one HTML document with its styles and script inside, in Portuguese. It asks the control API below its own
 * address without the last segment, so it is served beside the API, e.g. at `…/painel`.
 */
export const attendantsPage = (): string => html;
