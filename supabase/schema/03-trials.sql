-- Which channels are for trying the agent out. Called by every part that acts on all numbers of ours at once.

-- A trial's channel begins with `teste:`, and so does the key of whoever plays the customer there: no provider has such a number. Its conversation belongs to
-- whoever plays it: nobody else claims it, nothing of it is sent, and no figure counts it.
create or replace function public.is_trial(p_channel text) returns boolean language sql immutable set search_path = public as $$
	select coalesce(p_channel like 'teste:%', false);
$$;
