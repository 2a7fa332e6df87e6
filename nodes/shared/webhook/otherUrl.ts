import type { INodeProperties } from 'n8n-workflow';

/** What the two choices do (`take` and `giveBack`), where a vendor's own words say no more. */
const TOLD = {
	refuse: "Do not publish; somebody else's webhook stays as it is",
	replace: 'Take its place, and set it again when this workflow is unpublished',
};

/** Whether the URL of somebody else may be taken, of a vendor that delivers to one alone. @param description which URL there is one of */
export const otherUrlProperty = (
	description: string,
	{ told = TOLD, ...shown }: Pick<INodeProperties, 'displayOptions'> & { told?: typeof TOLD } = {},
): INodeProperties => ({
	displayName: 'If Another URL Is Set',
	name: 'otherUrl',
	type: 'options',
	options: [
		{ name: 'Refuse', value: 'refuse', description: told.refuse },
		{ name: 'Replace, Restore Later', value: 'replace', description: told.replace },
	],
	default: 'refuse',
	description,
	...shown,
});

export const mayReplace = (context: { getNodeParameter: (name: string, fallback: string) => unknown }): boolean =>
	context.getNodeParameter('otherUrl', 'refuse') === 'replace';
