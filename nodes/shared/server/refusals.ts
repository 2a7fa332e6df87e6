/** The port that was asked for cannot be had. The message is one sentence for whoever publishes the workflow. */
export class PortRefused extends Error {
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
		this.name = 'PortRefused';
	}
}

const CHOOSE = 'Choose another number under "Port", here and in the proxy in front of it.';

/** What the system says about opening a port, for an operator. */
export function refusedBySystem(code: string | undefined, port: number, host: string): PortRefused {
	if (code === 'EADDRINUSE') return new PortRefused(`Port ${port} is taken by another program`, CHOOSE);
	if (code === 'EACCES') return new PortRefused(`n8n may not open port ${port}: the system keeps it for others`, CHOOSE);
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
		return new PortRefused(`This machine has no address "${host}"`, 'Leave "Host" empty, or fill in an address of this machine.');
	return new PortRefused(`Port ${port} could not be opened (${code ?? 'no reason given'})`, CHOOSE);
}

/** @param name of the workflow that has it */
export const otherOwner = (port: number, path: string, name = ''): PortRefused =>
	new PortRefused(
		`${name === '' ? 'Another trigger' : `The workflow "${name}"`} serves ${path} on port ${port} already`,
		'Unpublish that workflow, or choose another number under "Port" here and in the proxy in front of it.',
	);

export const otherHost = (port: number, host: string): PortRefused =>
	new PortRefused(
		`Port ${port} is open already, at "${host}"`,
		'Another trigger opened it there: fill in the same "Host" in both, or another "Port".',
	);
