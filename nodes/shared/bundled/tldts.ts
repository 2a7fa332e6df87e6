/** The public list of domain endings (publicsuffix.org); replaced by one bundled file in the published package. */
export { parse } from 'tldts';
