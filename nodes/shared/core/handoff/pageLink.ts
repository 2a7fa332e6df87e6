/**
 * The address of one conversation on the page for attendants, for notices to point to. It carries no key: whoever opens it enters with their own.
 * @param base the page's address, e.g. `https://n8n.example.com/webhook/…/painel`; a fragment of its own is left out
 */
export const pageLink = (base: string, channel: string, phone: string): string =>
	`${base.replace(/#.*$/, '')}#conversa=${encodeURIComponent(channel)}/${encodeURIComponent(phone)}`;
