/** An email address, as people write it into a text. */
export const EMAIL = /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/;
/** All of them in a text. */
export const EMAILS = new RegExp(EMAIL, 'g');
