import type { CleanConnection } from '../core/message/channelEvent';
import type { Store } from './store';

/** Something that the project depends on and that does not work. */
export type DownIntegration = {
	/** The number of ours that is concerned. */
	channel: string;
	/** model, model_partly, transcription, zapi, chatwoot, piperun, supabase. */
	integration: string;
	/** ISO 8601. */
	since: string;
	/** The vendor's kind of failure. */
	reason: string | null;
	/** What was said. */
	error: string | null;
};

/** What is down now, of every number of ours. */
export const downIntegrations = async (store: Store): Promise<DownIntegration[]> => await store.rpc('down_integrations', {}, true);

/**
 * What is down and of which no way is left to tell the team, each once an episode.
 * @param ways by which notices go; none where that is not known
 */
export const untoldIntegrations = async (store: Store, ways: string[], channel: string | null): Promise<DownIntegration[]> =>
	await store.rpc('untold_integrations', { p_ways: ways, p_channel: channel }, false);

/** Notes that a number of ours came online, or is not any more. */
export const noteConnection = async (
	store: Store,
	{ channel, provider, event, reason }: Pick<CleanConnection, 'channel' | 'provider' | 'event' | 'reason'>,
): Promise<{ noted: boolean }> =>
	await store.rpc(
		'note_connection',
		{ p_channel: channel, p_provider: provider, p_connected: event === 'connected', p_reason: reason ?? null },
		true,
	);
