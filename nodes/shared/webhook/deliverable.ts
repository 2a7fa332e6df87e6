/** n8n, or the operator, named an address to which a vendor does not deliver. */
export class NotDeliverable extends Error {
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
		this.name = 'NotDeliverable';
	}
}

/**
 * A vendor that delivers to https alone takes another address without a word, and nothing ever arrives. A test server or a proxy of the credential's "Base URL" has
 * its own rules.
 * @param vendor its name, and where it is unless the credential says otherwise
 * @param isOwnPort whether the address is that of a port of the trigger's own
 * @throws {NotDeliverable}
 */
export function demandHttps(vendor: { name: string; baseUrl: string }, baseUrl: unknown, url: string, isOwnPort = false): void {
	const asked = String(baseUrl || vendor.baseUrl).trim();
	if (!URL.canParse(asked) || new URL(asked).hostname !== new URL(vendor.baseUrl).hostname || url.startsWith('https:')) return;
	const { origin } = new URL(url);
	throw new NotDeliverable(
		`${vendor.name} delivers to https addresses only, and ${isOwnPort ? '"Public URL" is' : 'this n8n says that it is'} at ${origin}`,
		isOwnPort
			? 'Fill in the https address of the proxy in front of the port, and publish once more.'
			: 'Set the environment variable WEBHOOK_URL of n8n to its public address, which must begin with https://, start n8n again and publish once more.',
	);
}
