/** Sentences with their line breaks; a dot inside a number or an address ends none. */
const SENTENCES = /[^.!?…\n]+(?:[.!?…](?!\s|$|["')*_])[^.!?…\n]*)*[.!?…]*["')*_]*[^\S\n]*\n*|\n+/g;

/** The sentences of a message, of a reply, of an operator's text. */
export const sentences = (text: string): string[] => text.match(SENTENCES) ?? [];
