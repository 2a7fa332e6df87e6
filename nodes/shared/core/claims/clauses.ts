/** The clauses of a text of the operator; what parts the digits of a number parts none. @param text lower case without accents */
export const clausesOf = (text: string): string[] => text.split(/[,;.()\n](?!\d)/);
