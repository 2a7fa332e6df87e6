import type { INodeProperties } from 'n8n-workflow';

/** Where a property stands in the form, besides the version. */
type Show = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/** The same field in the versions before one, for what stands elsewhere since. */
export const before = (version: number, property: INodeProperties): INodeProperties => {
	const show: Show = property.displayOptions?.show ?? {};
	const since = show['@version'];
	if (since?.includes(1) === true) return property;
	const own: Show['@version'] = since ? [{ _cnd: { between: { from: 2, to: version - 1 } } }] : [{ _cnd: { lt: version } }];
	return { ...property, displayOptions: { ...property.displayOptions, show: { ...show, '@version': own } } };
};

/** A field that is there since a version. */
export const since = (version: number, { displayOptions, ...property }: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { ...displayOptions, show: { '@version': [{ _cnd: { gte: version } }], ...displayOptions?.show } },
});

/**
 * One field whose default depends on the type version: the first version keeps what was released, later ones start with what fits any company.
 * @param since what is different from version 2 on
 */
export const sinceTwo = (property: INodeProperties, since: Partial<INodeProperties>): INodeProperties[] => {
	const show: Show = property.displayOptions?.show ?? {};
	const at = (version: Show['@version'], more: Partial<INodeProperties>): INodeProperties => ({
		...property,
		...more,
		displayOptions: { show: { '@version': version, ...show } },
	});
	return [at([1], {}), at([{ _cnd: { gte: 2 } }], since)];
};
