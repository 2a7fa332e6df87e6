import type { IDataObject } from 'n8n-workflow';

import { isDay } from '../shared/core/json/day';
import { converted, json, required, text, type Field } from '../shared/kit/field';
import { picker } from '../shared/kit/picker';
import { CREDENTIAL_FLOW } from './authenticate';

export const FLOW_KEY = 'e.g. f47ac10b-58cc-4372-a567-0e02b2c3d479';
const USER_ID = 'e.g. empresa-456';

const ownFlowKey = (): Field =>
	text('Flow Key', { description: 'Public key (UUID) of the flow; leave empty for the one in the credential', placeholder: FLOW_KEY });

/** What stands in a path that a composite writes itself; rows check their own. */
export const inPath = (field: Field): Field =>
	converted(field, (given) => {
		const segment = given.trim();
		if (segment === '.' || segment === '..' || /[/\\]/.test(segment))
			throw new RangeError(`${field.form.displayName} must not contain a path`);
		return segment;
	});

/** The flow of a call, in the path: its own key, or a sign for the credential's. */
export const flowKey = (): Field => {
	const own = ownFlowKey();
	return { ...own, toWire: (value) => inPath(own).toWire(value) ?? CREDENTIAL_FLOW };
};

/** The flow of a call whose path does not name it. */
export const flowKeyInHeader = (): Field => ({ ...ownFlowKey(), at: 'X-Onboarding-Key', inHeader: true });

export const userId = (wording: { at?: string } = {}): Field =>
	required(
		inPath(text('User ID', { ...wording, description: 'Your own ID of the person or company that is onboarded', placeholder: USER_ID })),
	);

/** A user in a flow. */
export const userInFlow = (): { flowKey: Field; userId: Field } => ({ flowKey: flowKey(), userId: userId() });

export const step = (): Field =>
	required(
		picker('Step', 'getSteps', { at: 'step_key', description: 'A step of the flow, or its key', placeholder: 'e.g. convidar-equipe' }),
	);

export const client = (): Field => required(picker('Client', 'getClients', { placeholder: 'e.g. meu-sistema-123' }));

export const member = (): Field => required(picker('Member', 'getMembers', { placeholder: 'e.g. 17' }));

export const flow = (): Field =>
	required(
		picker('Flow', 'getFlows', { description: 'A flow of your organization, or its slug', placeholder: 'e.g. onboarding-clientes' }),
	);

/** A free JSON object; an empty one is not sent. */
export const jsonObject = (displayName: string, wording: { at?: string; description: string }): Field => {
	const given = json(displayName, wording);
	return {
		...given,
		toWire: (value) => {
			const wire = value === '' || value === null || value === undefined ? {} : given.toWire(value);
			if (typeof wire !== 'object' || wire === null || Array.isArray(wire))
				throw new RangeError(`${displayName} must be a JSON object, like {"company": "Acme"}`);
			return Object.keys(wire as IDataObject).length > 0 ? wire : undefined;
		},
	};
};

/** Whatever came as a signup: a text that is no JSON stays a text, for the one who checks it. */
export const anyJson = (displayName: string, wording: { description: string; hint?: string }): Field => ({
	...json(displayName, wording),
	toWire: (value) => {
		try {
			return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
		} catch {
			return value;
		}
	},
});

/** A day without time, sent as YYYY-MM-DD; DD/MM/YYYY is understood too. */
export const day = (displayName: string): Field => ({
	form: { displayName, type: 'dateTime', default: '' },
	toWire: (value) => {
		const given = value instanceof Date ? value.toISOString() : String(value ?? '').trim();
		if (given === '') return undefined;
		const [, d, m, y] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(given) ?? [];
		const [iso = ''] = /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(y ? `${y}-${m}-${d}` : given) ?? [];
		if (!isDay(iso)) throw new RangeError(`${displayName} is not a date: write it like 1990-05-31`);
		return iso;
	},
});

/** A field that only steers the form. */
export const formOnly = (field: Field): Field => ({ ...field, toWire: () => undefined });
