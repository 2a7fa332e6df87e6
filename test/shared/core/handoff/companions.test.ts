import { companionOf } from '../../../../nodes/shared/core/handoff/companions';
import { noticeText } from '../../../../nodes/shared/core/handoff/noticeTexts';
import { workflows } from '../../../labels';

/** By which operation a workflow takes effects of a kind. */
const CLAIMS: Record<string, string> = {
	whatsapp_text: 'claimOutbox',
	notice: 'claimOutbox',
	crm_sync: 'claimCrm',
	chatwoot_message: 'claimMirror',
};

it.each(Object.entries(CLAIMS))('%s: the workflow that is named is there, is called so, and takes it', (kind, operation) => {
	const { workflow, file } = companionOf(kind)!;
	const { name, nodes } = workflows()[`${file}.json`];
	expect(name).toBe(workflow);
	const takes = nodes
		.map(({ parameters }) => parameters as { operation?: string; kinds?: string[] })
		.filter((one) => one.operation === operation);
	expect(takes.length).toBeGreaterThan(0);
	expect(takes.flatMap(({ kinds = [kind] }) => kinds)).toContain(kind);
	expect(companionOf(`outbox_${kind}`)).toBe(companionOf(kind));
	const text = noticeText({
		kind: 'integration_down',
		phone: '',
		integration: `outbox_${kind}`,
		since: '2026-01-05T13:00:00Z',
		reason: 'unclaimed',
	});
	expect(text).toContain(`Publique no n8n o fluxo "${workflow}"`);
	expect(text).not.toContain('outbox_');
});

it('a kind that nobody is known to take has no companion', () => {
	expect(companionOf('model')).toBeUndefined();
});
