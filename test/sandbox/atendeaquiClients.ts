import { randomUUID } from 'node:crypto';

import { invalid, notFound } from './atendeaquiRefusal';

type Body = Record<string, unknown>;

export interface StoredClient extends Body {
	client_id: string;
	full_name: string;
}

interface StoredMember extends Body {
	id: number;
	email: string;
	is_active: boolean;
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** The clients of one organization and their teams. */
export class Clients {
	private readonly stored = new Map<string, StoredClient>();
	private readonly teams = new Map<string, StoredMember[]>();
	private lastMemberId = 0;

	constructor(private readonly now: () => number) {}

	all(): StoredClient[] {
		return [...this.stored.values()].map((client) => this.shown(client));
	}

	get(id: string): StoredClient {
		const client = this.stored.get(id);
		if (!client) throw notFound('NOT_FOUND', 'Cliente não encontrado.');
		return this.shown(client);
	}

	has(id: string): boolean {
		return this.stored.has(id);
	}

	create(body: Body): StoredClient {
		const id = String(body.client_id ?? randomUUID());
		if (this.stored.has(id)) throw invalid('client_id', 'Já existe um cliente com este ID.');
		checkEmail('email', body.email);
		const at = new Date(this.now()).toISOString();
		const empty = { email: '', phone: '', identification_number: '', type_identification: '', observations: '', profession: '' };
		this.stored.set(id, {
			...empty,
			birthday: null,
			preferred_language: 'pt-BR',
			is_active: true,
			...body,
			full_name: String(body.full_name),
			client_id: id,
			created_at: at,
			updated_at: at,
		});
		return this.get(id);
	}

	update(id: string, body: Body): StoredClient {
		checkEmail('email', body.email);
		this.stored.set(id, { ...this.get(id), ...body, client_id: id, updated_at: new Date(this.now()).toISOString() });
		return this.get(id);
	}

	team(id: string): StoredMember[] {
		this.get(id);
		return this.members(id);
	}

	addMember(id: string, { user_email, user_id, ...rights }: Body): StoredMember {
		this.get(id);
		if (user_email === undefined && user_id === undefined) throw invalid('user_email', 'Informe user_email ou user_id.');
		checkEmail('user_email', user_email);
		const email = String(user_email ?? `user${String(user_id)}@example.com`);
		if (this.members(id).some((member) => member.email === email)) throw invalid('user_email', 'Já é membro da equipe.');
		const member: StoredMember = {
			id: ++this.lastMemberId,
			username: email.split('@')[0],
			email,
			full_name: email.split('@')[0],
			is_primary: false,
			can_create_tickets: true,
			can_view_all_tickets: true,
			can_edit_client: false,
			...rights,
			is_active: true,
		};
		this.teams.set(id, [...(this.teams.get(id) ?? []), member]);
		return member;
	}

	updateMember(id: string, memberId: string, rights: Body): StoredMember {
		return Object.assign(this.member(id, memberId), rights);
	}

	/** The vendor only marks a removed member. */
	removeMember(id: string, memberId: string): void {
		this.member(id, memberId).is_active = false;
	}

	private member(id: string, memberId: string): StoredMember {
		const member = this.team(id).find((one) => String(one.id) === memberId);
		if (!member) throw notFound('NOT_FOUND', 'Membro não encontrado.');
		return member;
	}

	private members(id: string): StoredMember[] {
		return (this.teams.get(id) ?? []).filter(({ is_active }) => is_active);
	}

	private shown(client: StoredClient): StoredClient {
		const team = this.members(client.client_id);
		return { ...client, team_members: team, team_count: team.length };
	}
}

function checkEmail(field: string, email: unknown): void {
	if (email !== undefined && !EMAIL.test(String(email))) throw invalid(field, 'Insira um endereço de email válido.');
}
