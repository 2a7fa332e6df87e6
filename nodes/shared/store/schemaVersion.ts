/** The version of supabase/schema.sql that this package is made for. Written by `npm run schema`, like the same number in the schema. */
export const SCHEMA_VERSION = 51;
