import type { Shop } from './shop';

type Provider = 'supabaseApi' | 'atendeAquiZApi';

/**
 * What a customer and the operator see of a credential that a provider refuses; called by the file whose engine and database it runs in.
 * @param of whose credentials an execution of that workflow meets, besides the model's
 */
export function refusedCredentials(here: () => { shop: Shop; phone: string }, of: Provider[]): void {
	let shop: Shop;
	let phone: string;
	const sentTo = (to: string) => shop.zapi.sent.filter(({ body }) => body.phone === to).map(({ body }) => String(body.message));
	describe('a credential', () => {
		beforeEach(() => {
			({ shop, phone } = here());
		});

		it.each(['sk-wrong-00000000', ''])(
			'of the model with the key %p: the customer gets a prepared reply, and the turn says which field to mend',
			async (apiKey) => {
				const credentials = { ...shop.credentials, openAiApi: { ...shop.credentials.openAiApi, apiKey } };
				const run = await shop.deliver({ phone, text: 'Oi' }, credentials);
				expect(run.error).toBeUndefined();
				expect(sentTo(phone)).toEqual([expect.stringContaining('o que você está procurando?')]);
				const [turn] = run.items('Agente SDR');
				expect(turn).toMatchObject({
					fallback_reason: expect.stringContaining('"API Key"'),
					model: { ok: false, failure: { kind: 'operator', reason: 'wrong_key', sentence: expect.stringContaining('"API Key"') } },
				});
				expect(JSON.stringify(turn)).not.toContain('sk-wrong');
			},
		);

		const rows: Array<[Provider, Record<string, string>, string]> = [
			['supabaseApi', { serviceRole: 'wrong-00000000' }, 'Service Role Secret'],
			['supabaseApi', { serviceRole: '' }, 'Service Role Secret'],
			['supabaseApi', { host: 'supabase.example.com' }, 'Host'],
			['supabaseApi', { host: 'http://127.0.0.1:9' }, 'Host'],
			['atendeAquiZApi', { clientToken: '' }, 'Client Token'],
			['atendeAquiZApi', { clientToken: 'wrong-client-token' }, 'Client Token'],
			['atendeAquiZApi', { instanceToken: 'wrong-instance-token' }, 'Instance Token'],
			['atendeAquiZApi', { instanceToken: '' }, 'Instance Token'],
		];
		it.each(rows.filter(([type]) => of.includes(type)))(
			'%s with %p: the error names the field %s and shows no secret',
			async (type, wrong, field) => {
				const credentials = { ...shop.credentials, [type]: { ...shop.credentials[type], ...wrong } };
				const run = await shop.deliver({ phone, text: 'Oi' }, credentials);
				const failed = run.items('Registrar falha')[0];
				const shown = JSON.stringify([run.error?.message, failed, run.items('Enviar no WhatsApp', 1)]);
				expect(shown).toContain(field);
				for (const secret of [...shop.secrets, ...Object.values(wrong)].filter((value) => value.length > 12 && !value.startsWith('http')))
					expect(shown.replaceAll('supabase.example.com', '')).not.toContain(secret);
				expect(sentTo(phone)).toEqual([]);
			},
			60_000,
		);
	});
}
