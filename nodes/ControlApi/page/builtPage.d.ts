/** `builtPage.js` is written by the gulp task `pages` from page.html, page.css and client/: one self-contained HTML document. */
export const html: string;
