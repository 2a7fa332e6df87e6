import type { Instance } from './zapiInstance';

export interface PartnerInstance {
	id: string;
	token: string;
	name: string;
	paymentStatus: string;
	middleware: string;
}

/** An account that has instances: it can make, list and subscribe them. */
export function newPartner(): { instances: PartnerInstance[]; perform: Instance['perform'] } {
	const instances: PartnerInstance[] = [];

	const list = (query: URLSearchParams) => {
		const [page, pageSize] = [Number(query.get('page')), Number(query.get('pageSize'))];
		const found = instances.filter(({ id, name }) => [id, name].some((word) => word.includes(query.get('query') ?? '')));
		return {
			total: found.length,
			totalPage: Math.ceil(found.length / pageSize),
			pageSize,
			page,
			content: found.slice((page - 1) * pageSize, page * pageSize),
		};
	};

	const create = (name: string): PartnerInstance => {
		const number = String(instances.length + 1);
		const made = {
			id: `3D${number.padStart(30, '0')}`,
			token: `F${number.padStart(23, '0')}`,
			name,
			paymentStatus: 'TRIAL',
			middleware: 'web',
		};
		instances.push(made);
		return made;
	};

	/** The instance whose id and token stand in the address. */
	const addressed = (address: string) => {
		const [, id, token] = /^\/instances\/([^/]+)\/token\/([^/]+)/.exec(address) ?? [];
		return instances.find((one) => one.id === id && one.token === token);
	};

	return {
		instances,
		perform: ({ endpoint }, query, body, address) => {
			if (endpoint.id === 'partner.listInstances') return { status: 201, body: list(query) };
			if (endpoint.id === 'partner.createInstance') {
				const { id, token } = create(String(body.name));
				return { status: 200, body: { id, token, due: Date.UTC(2100, 0, 1) } };
			}
			const instance = addressed(address);
			if (!instance) return { status: 400, body: { error: 'Instance not found' } };
			instance.paymentStatus = endpoint.id === 'partner.cancelInstance' ? 'CANCELED' : 'PAID';
			return { status: 201, body: 'OK' };
		},
	};
}
