/** Regular expressions that take time in proportion to the text, whatever the pattern; replaced by one bundled file in the published package. */
export { RE2JS } from 're2js';
