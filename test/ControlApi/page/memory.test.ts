import { withoutKey } from '../../../nodes/ControlApi/page/client/address';
import { memory } from '../../../nodes/ControlApi/page/client/memory';

const PLACE = 'https://whatsapp.example.com/atendimento/1';
/** A browser's storage, as far as the page uses it. */
function storage() {
	const items = new Map<string, string>();
	return {
		items,
		getItem: (name: string) => items.get(name) ?? null,
		setItem: (name: string, value: string) => void items.set(name, value),
	};
}
const inBrowser = (given: unknown) => Object.defineProperty(globalThis, 'localStorage', { configurable: true, ...(given as object) });
const own = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
afterEach(() => (own ? inBrowser(own) : Reflect.deleteProperty(globalThis, 'localStorage')));

it('keeps key and choices of each company by themselves, and forgets a key alone', () => {
	inBrowser({ value: storage() });
	const [ours, theirs] = [memory(PLACE, true), memory(`${PLACE}2`, true)];
	expect(ours.keep({ key: 'chave' })).toBe(true);
	ours.keep({ filter: 'mine', sound: false });
	expect(memory(PLACE, true).read()).toEqual({ key: 'chave', filter: 'mine', sound: false });
	expect(theirs.read()).toEqual({});
	ours.keep({ key: undefined });
	expect(ours.read()).toEqual({ filter: 'mine', sound: false });
});

it('keeps nothing through n8n’s webhook, also where an operator took the sandbox away', () => {
	const kept = storage();
	inBrowser({ value: kept });
	const page = memory(PLACE, false);
	expect([page.keep({ key: 'chave' }), page.read(), kept.items.size]).toEqual([false, {}, 0]);
});

it.each<[string, object]>([
	[
		'has no storage for it',
		{
			get: () => {
				throw new DOMException('denied', 'SecurityError');
			},
		},
	],
	[
		'is full',
		{
			value: {
				...storage(),
				setItem: () => {
					throw new DOMException('full', 'QuotaExceededError');
				},
			},
		},
	],
	['has something else there', { value: { ...storage(), getItem: () => '"x' } }],
	['has another value there', { value: { ...storage(), getItem: () => 'null' } }],
])('is as good as none where the browser %s', (what, given) => {
	inBrowser(given);
	const page = memory(PLACE, true);
	expect(page.read()).toEqual({});
	expect(page.keep({ key: 'chave' })).toBe(what.startsWith('has something') || what.startsWith('has another'));
});

it.each([
	['#chave=K', '#'],
	['#K', '#'],
	['#chave=K&filtro=mine&conversa=loja/1', '#filtro=mine&conversa=loja/1'],
	['#filtro=mine&K', '#filtro=mine'],
	['', '#'],
])('the address %s without its key is %s', (hash, expected) => expect(withoutKey(hash)).toBe(expected));
