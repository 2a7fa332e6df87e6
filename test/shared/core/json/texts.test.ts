import { textsOf } from '../../../../nodes/shared/core/json/readers';

it.each([
	[
		['perfil', 'tour'],
		['perfil', 'tour'],
	],
	['["perfil","tour"]', ['perfil', 'tour']],
	[
		[1, 'tour', 2n],
		['1', 'tour', '2'],
	],
	[['perfil', null, ''], ['perfil']],
	[[], []],
	[undefined, []],
	[null, []],
	['', []],
	['[]', []],
	['null', []], // zapier-platform pull request 415
])('%p are texts', (given, texts) => {
	expect(textsOf(given)).toEqual(texts);
});

it.each([
	3,
	'perfil',
	'perfil,tour',
	'{"0":"perfil"}',
	{},
	{ 0: 'perfil', length: 1 },
	true,
	[{ step_key: 'perfil' }],
	[['perfil']],
	[NaN],
])('%p is no list of texts', (given) => {
	expect(textsOf(given)).toBeNull();
});
