-- Where everything lives. Several companies in one project: the word of this line, replaced in the whole file by another (small letters, digits and _),
-- gives that company a schema of its own, which the nodes' option "Schema" names and PostgREST has to expose. The role of everybody is written PUBLIC,
-- so that a replacement that minds capitals leaves it alone. Called by nobody.

create schema if not exists public;
grant usage on schema public to service_role;
