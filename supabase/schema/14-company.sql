-- What a company tells of itself in one place (workflow `configurar`): for all of its numbers, and for one of them what is different there. Read with every claim
-- (turn_details, due_conversations), with the team's words and with each notice; written by save_company.

-- In `settings`: `company` is of all numbers, `company:` and a channel of that one. Its keys are those of `CompanySettings` in the package; a key that is not
-- there was never told.
create or replace function public.company_of(p_channel text) returns jsonb language sql stable set search_path = public as $$
	select coalesce((select value from settings where key = 'company' and jsonb_typeof(value) = 'object'), '{}')
		|| coalesce((select value from settings where key = 'company:' || p_channel and jsonb_typeof(value) = 'object'), '{}');
$$;

-- How long a customer must be quiet, seconds: as the node says, else as the company does, else six.
create or replace function public.quiet_seconds_of(p_channel text, p_given numeric) returns numeric language sql stable set search_path = public as $$
	select coalesce(p_given, (select case when jsonb_typeof(c -> 'quiet_seconds') = 'number' then (c ->> 'quiet_seconds')::numeric end
		from company_of(p_channel) c), 6);
$$;

-- The number of the team that a kind of notice is for; null where the company told none. Sales hear of leads and of answers that were promised, who keeps the law
-- of data requests and opt-outs, who runs it of what is down or cannot be done. Who adds a kind of notice that is for one of them adds it here.
create or replace function public.team_phone_of(p_channel text, p_kind text) returns text language sql stable set search_path = public as $$
	select coalesce(nullif(c ->> case
			when p_kind in ('hot_lead', 'follow_up', 'lead_silent', 'promise_late', 'promise_over') then 'sales_phone'
			when p_kind in ('lgpd_request', 'opt_out', 'opted_out_wrote') then 'privacy_phone'
			when p_kind in ('integration_down', 'integration_up', 'given_up', 'learning_failed', 'template_refused', 'crm_given_up', 'crm_forbidden', 'crm_unauthorized',
				'crm_backlog', 'mirror_stuck', 'mirror_again', 'contacts_not_merged', 'failover_began', 'failover_over', 'failover_unreachable', 'uncertain_reply') then 'technical_phone'
			else 'team_phone' end, ''), nullif(c ->> 'team_phone', ''))
	from company_of(p_channel) c;
$$;

-- Whom the workflow that tells the team would tell when something is down, and whether any number of ours has somebody to tell at all. Called by Claim Outbox.
create or replace function public.team_known(p_channel text) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('technical', team_phone_of(coalesce(p_channel, ''), 'integration_down'),
		'any', exists (select from settings where (key = 'company' or starts_with(key, 'company:')) and coalesce(value ->> 'team_phone', '') <> ''));
$$;
