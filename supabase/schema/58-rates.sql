-- Whether the agent's replies became slow, or too many are not the model's (SDR spec 8.2). Called once a minute by the look at the outbox; told like an integration that is
-- down: at once when it begins, once more when it gets worse, and when it is over; a quarter of an hour apart but for what gets worse.

-- The answered turns of five minutes, by channel: how many, in how many the model gave nothing, and how long the slowest twentieth took at least.
create or replace function public.turn_rates(p_now timestamptz)
returns table (channel text, turns bigint, failed bigint, slow_ms integer) language sql stable set search_path = public as $$
	select t.channel, count(*), count(*) filter (where f.spoke = 'fallback'), percentile_disc(0.95) within group (order by f.thought_ms)
	from turn_facts f join turns t on t.id = f.turn_id
	where f.created_at > p_now - interval '5 minutes' and f.created_at <= p_now and f.spoke <> 'nobody' and not is_trial(t.channel)
	group by t.channel;
$$;

create or replace function public.note_rates(p_now timestamptz default now()) returns void language plpgsql set search_path = public as $$
declare
	-- A share of fewer turns says nothing. That it is over any turn may say.
	enough constant integer := 10;
	of_channel record;
	i integrations;
begin
	for of_channel in
		select r.channel, v.name, v.much, v.more, r.turns >= enough as is_told from turn_rates(p_now) r cross join lateral (values
			('replies_failing', r.failed >= 0.10 * r.turns, r.failed >= 0.25 * r.turns), ('replies_slow', r.slow_ms > 10000, r.slow_ms >= 20000)) v (name, much, more)
		-- While the model is down that is told, and nothing is new in it.
		where v.name <> 'replies_failing' or not exists (select from integrations m where m.channel = r.channel and m.name = 'model' and m.down_since is not null)
		union all
		-- Nobody wrote for an hour.
		select n.channel, n.name, false, false, false from integrations n where n.name in ('replies_failing', 'replies_slow') and n.down_since is not null
			and not exists (select from turn_facts f join turns t on t.id = f.turn_id where f.created_at > p_now - interval '1 hour' and f.created_at <= p_now and t.channel = n.channel)
		order by 1, 2
	loop
		continue when of_channel.much and not of_channel.is_told;
		perform note_integration(of_channel.channel, of_channel.name, not of_channel.much, 'operator',
			of_channel.name || case when of_channel.more then '_more' else '' end, null, null, p_now);
		continue when not of_channel.more;
		update integrations set reason = of_channel.name || '_more'
		where channel = of_channel.channel and name = of_channel.name and down_since is not null and reason = of_channel.name returning * into i;
		continue when not found;
		perform take_back(i.notice, 'It got worse before anybody was told', p_now);
		perform tell_of_integration(i, 'down', jsonb_build_object('since', i.failing_since, 'reason', i.reason), null, p_now, p_now);
	end loop;
end $$;
