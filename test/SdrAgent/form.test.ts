import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { SdrAgent } from '../../nodes/SdrAgent/SdrAgent.node';

const { description } = new SdrAgent();

/** What the editor shows of a form, from top to bottom. */
function rows(typeVersion: number, parameters: INodeParameters = {}): INodeProperties[] {
	const node = { id: '1', name: 'n', type: 'sdrAgent', typeVersion, position: [0, 0] as [number, number], parameters };
	const values = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description) ?? {};
	return description.properties.filter(
		(property) =>
			property.type !== 'credentials' &&
			NodeHelpers.displayParameter({ ...values, ...parameters }, property, { typeVersion }, description, { ...values, ...parameters }),
	);
}
const names = (typeVersion: number, parameters?: INodeParameters) => rows(typeVersion, parameters).map(({ displayName }) => displayName);

describe('what an operator sees first', () => {
	it('are seven rows, the last two of them for everything else', () => {
		expect(names(3)).toEqual(['Operation', 'Model', 'Persona Name', 'Company Profile', 'Catalogue From', 'Texts', 'Options']);
		expect(
			rows(3)
				.slice(-2)
				.map(({ type }) => type),
		).toEqual(['collection', 'collection']);
	});

	it.each(['answer', 'preview', 'summarize', 'transcribe', 'writeMessage'])(
		'%s: no more than seven, nothing of it in JSON but facts',
		(operation) => {
			const shown = rows(3, { operation });
			expect(shown.length).toBeLessThanOrEqual(7);
			expect(shown.filter(({ type }) => type === 'json').map(({ name }) => name)).toEqual(
				operation === 'writeMessage' ? ['messageFacts'] : [],
			);
		},
	);

	it('the catalogue is rows', () => {
		const catalogue = rows(3, { catalogueSource: 'parameter' }).find(({ name }) => name === 'catalogue');
		expect(catalogue).toMatchObject({ type: 'fixedCollection', typeOptions: { multipleValues: true } });
	});

	it('a connected Chat Model has no name of a model beside it', () => {
		expect(names(3, { options: { modelSource: 'chatModel' } })).not.toContain('Model');
	});

	it('what holds as long as nothing is added is said below both collections', () => {
		const [texts, options] = rows(3).slice(-2);
		expect(texts.hint).toContain('as it came');
		for (const inForce of ['08:00-12:00, 13:00-18:00', 'America/Sao_Paulo', '1000', '20 seconds']) expect(options.hint).toContain(inForce);
	});

	it.each([1, 2])('version %i has its rows as they were', (version) => {
		expect(names(version)).toEqual(
			expect.arrayContaining(['Model From', 'Fallback Model', 'System Prompt', 'Catalogue', 'Prepared Replies', 'Lists', 'Options']),
		);
		expect(names(version)).not.toContain('Texts');
		expect(new Set(names(version)).size).toBe(names(version).length);
	});

	it('no field of the versions before is lost', () => {
		const within = (property: INodeProperties): string[] => [
			property.name,
			...(property.type === 'collection' ? (property.options as INodeProperties[]).map(({ name }) => name) : []),
		];
		const inTwo = rows(2, { catalogueSource: 'parameter' })
			.flatMap(within)
			.filter((name) => name !== 'replies' && name !== 'lists');
		expect(rows(3, { catalogueSource: 'parameter' }).flatMap(within)).toEqual(expect.arrayContaining(inTwo));
	});
});
