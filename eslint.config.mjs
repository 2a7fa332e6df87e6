import parser from '@typescript-eslint/parser';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import jest from 'eslint-plugin-jest';

const rulesOf = (name) => nodesBase.configs[name].rules;

export default [
	{ ignores: ['dist/**', 'node_modules/**', 'test/sandbox/n8n/**', 'test/sandbox/.data/**', '**/*.cjs', '**/*.mjs', 'gulpfile.js'] },
	{
		...n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport,
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'],
	},
	{ files: ['**/*.ts'], languageOptions: { parser } },
	{
		files: ['package.json'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: rulesOf('community'),
		languageOptions: { parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		// A community credential links to a web page; this rule is for n8n's own documentation slugs.
		rules: { ...rulesOf('credentials'), 'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off' },
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...rulesOf('nodes'),
			// These two want the literal 'main'; the newer node-connection-type-literal wants NodeConnectionTypes.Main.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		// Our rooms throw typed errors; they become n8n's at one place, shared/kit/items.ts, and in the node classes.
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/**/*.node.ts', 'nodes/shared/kit/items.ts'],
		rules: { '@n8n/community-nodes/require-node-api-error': 'off' },
	},
	{
		files: ['test/**/*.test.ts'],
		plugins: { jest },
		rules: {
			...jest.configs['flat/recommended'].rules,
			// After each test: no vendor refused a request.
			'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['afterEach'] }],
		},
	},
];
