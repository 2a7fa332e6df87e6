-- Values as they stand in the audit (SDR spec 6.5, F127, F128): who changed what and when can be told, and what it was is recognised by whoever knows it. Called by the
-- triggers of 62-audit and 83-quotes, and by whoever saves the company and its products.

-- One value by the name of its field; lists and objects value by value. Secrets go, numbers of people keep their ends, an e-mail its domain, a name its first letter; in all
-- other texts it is the numbers and addresses that go, and words that are told (p_words, small letters). `p_names`: fields that name somebody.
create or replace function public.masked(p_key text, p_value jsonb, p_names text[] default '{}', p_words text[] default '{}')
returns jsonb language plpgsql immutable set search_path = public as $$
declare
	key constant text := lower(coalesce(p_key, ''));
	words text := p_value #>> '{}';
	signs constant text := regexp_replace(words, '[^[:alnum:]]', '', 'g');
begin
	if jsonb_typeof(p_value) = 'object' then
		return (select coalesce(jsonb_object_agg(k, masked(k, v, p_names, p_words)), '{}') from jsonb_each(p_value) as e (k, v));
	elsif jsonb_typeof(p_value) = 'array' then
		return (select coalesce(jsonb_agg(masked(p_key, v, p_names, p_words) order by n), '[]') from jsonb_array_elements(p_value) with ordinality as e (v, n));
	elsif words is null or words = '' or jsonb_typeof(p_value) = 'boolean' or key ~ '_at$' then
		return p_value;
	elsif key ~ '(^|_)(token|secret|senha|password|api_?key)' then
		return to_jsonb('[REDACTED]'::text);
	elsif key ~ '(phone|telefone|celular|whatsapp)' and signs ~ '^\d+$' then
		return to_jsonb(case when length(signs) > 8 then left(signs, 4) || '***' || right(signs, 4) else '***' end);
	elsif key ~ 'cnpj' and length(signs) = 14 then
		return to_jsonb(left(signs, 2) || '.***.***/' || substr(signs, 9, 4) || '-' || right(signs, 2));
	elsif key ~ 'cpf' and length(signs) = 11 then
		return to_jsonb(left(signs, 3) || '.***.***-' || right(signs, 2));
	elsif key ~ 'e?mail' and words like '%_@_%' then
		return to_jsonb(case when position('@' in words) > 2 then left(words, 1) else '' end || '***@' || split_part(words, '@', 2));
	elsif p_key = any (p_names) then
		return to_jsonb(left(words, 1) || '***');
	elsif jsonb_typeof(p_value) = 'number' then
		return p_value;
	end if;
	words := regexp_replace(words, '[[:alnum:]._%+-]+@[[:alnum:].-]+\.[[:alpha:]]{2,}', '[EMAIL]', 'g');
	words := regexp_replace(words, '\+?\(?\d(?:[ ().-]{0,2}\d){7,}', '[NUMERO]', 'g');
	if cardinality(p_words) > 0 then
		words := regexp_replace(words, '\m(' || array_to_string(p_words, '|') || ')\M', '***', 'gi');
	end if;
	return to_jsonb(words);
end $$;

-- A change as the audit keeps it: the keys that changed, masked. What a person had put right keeps its old value as it was (LGPD art. 18, III): whoever does that says so
-- for the transaction (`atendeaqui.unmasked`), and it goes with the lead's audit when they are erased.
create or replace function public.masked_change(p_before jsonb, p_after jsonb, p_names text[] default '{}', p_words text[] default '{}')
returns jsonb language sql stable set search_path = public as $$
	select case when p_before is null then '{}' else jsonb_build_object('before', case when plain then p_before else masked(null, p_before, p_names, p_words) end) end
		|| case when p_after is null then '{}' else jsonb_build_object('after', case when plain then p_after else masked(null, p_after, p_names, p_words) end) end
	from (select coalesce(current_setting('atendeaqui.unmasked', true), '') = 'on' as plain) m;
$$;

-- Words of three letters and more of which a text tells who it is of.
create or replace function public.telling_words(variadic p_texts text[]) returns text[] language sql immutable set search_path = public as $$
	select coalesce(array_agg(distinct w), '{}') from regexp_split_to_table(lower(array_to_string(p_texts, ' ')), '[^[:alnum:]]+') w where length(w) > 2 and w not in ('das', 'dos');
$$;
