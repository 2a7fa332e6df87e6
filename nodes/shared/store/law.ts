import type { Step } from '../core/law/step';
import type { Store } from './store';

/** What other systems have of a person, by their ids. */
export type Targets = {
	chatwoot?: Array<{ channel: string; account: string; conversation: number }>;
	crm?: Array<{ person_id?: number; company_id?: number; deal_id?: number; note_id?: number; company_shared?: boolean }>;
	executions?: string[];
};

/** Who does it, and how they made sure who asks (empty: by a code that was checked). */
export interface Acting {
	by: string;
	seen: string;
}

export type CodeSent = { sent: boolean; reason?: string; phone?: string; channel?: string; expires_at?: string };
export type CodeChecked = { verified: boolean; reason?: string; attempts_left?: number };

/** Sends the person a code by WhatsApp. */
export const sendIdentityCode = async (store: Store, phone: string, by: string): Promise<CodeSent> =>
	await store.rpc('send_identity_code', { p_phone: phone, p_by: by }, false);

export const checkIdentityCode = async (store: Store, phone: string, code: string): Promise<CodeChecked> =>
	await store.rpc('check_identity_code', { p_phone: phone, p_code: code }, false);

export const isVerified = async (store: Store, phone: string): Promise<boolean> => await store.rpc('is_verified', { p_phone: phone }, true);

/** All rows of a person, by table. */
export type Exported = {
	exported_at: string;
	phone: string;
	ids: string[];
	found: boolean;
	tables: Record<string, unknown[]>;
	targets: Targets;
};

export const exportPerson = async (store: Store, phone: string, { by, seen }: Acting): Promise<Exported> =>
	await store.rpc('export_person', { p_phone: phone, p_by: by, p_seen: seen }, true);

/** Puts fields of a lead right; null empties one. */
export const correctPerson = async (
	store: Store,
	phone: string,
	fields: Record<string, unknown>,
	{ by, seen }: Acting,
): Promise<{ corrected: boolean; reason?: string; before?: Record<string, unknown>; after?: Record<string, unknown> }> =>
	await store.rpc('correct_person', { p_phone: phone, p_fields: fields, p_by: by, p_seen: seen }, true);

export type Erased = { erased: boolean; protocol: string; at: string; ids: string[]; counts: Record<string, number>; targets: Targets };

/** Takes a person out of every table; the same protocol again takes out what came since. */
export const erasePerson = async (store: Store, phone: string, protocol: string, { by, seen }: Acting): Promise<Erased> =>
	await store.rpc('erase_person', { p_phone: phone, p_protocol: protocol, p_by: by, p_seen: seen }, true);

/**
 * Notes what became of a person in other systems.
 * @param receipt goes to the person; empty is none
 */
export const finishErasure = async (
	store: Store,
	given: { protocol: string; steps: Step[]; left: Targets; phone: string; receipt: string },
): Promise<{ finished: boolean; reason?: string; receipt_queued?: boolean }> =>
	await store.rpc(
		'finish_erasure',
		{ p_protocol: given.protocol, p_steps: given.steps, p_left: given.left, p_phone: given.phone, p_text: given.receipt },
		true,
	);

/** Receipts that went out are gone too; returns how many. */
export const forgetReceipts = async (store: Store): Promise<number> => await store.rpc('forget_receipts', {}, true);
