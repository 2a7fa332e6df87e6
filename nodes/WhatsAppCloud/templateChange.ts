import type { Composite, Form } from '../shared/kit/operation';
import { templateParts, templateOptions, withComponents } from './templateForm';

/** A template that is made or replaced: its parts become Meta's components. */
export const templateChange = ({ path, ...form }: Form & { path: (values: Record<string, unknown>) => string }): Composite => ({
	...form,
	fields: { ...form.fields, ...templateParts() },
	options: { ...form.options, ...templateOptions() },
	run: async ({ values, send }) => {
		const { id, ...given } = values;
		const answer = await send({ method: 'POST', path: path({ id }), body: withComponents(given), repeatable: false });
		return { json: answer as Record<string, never> };
	},
});
