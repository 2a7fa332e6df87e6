/** The supabase-js SDK; replaced by one bundled file in the published package. */
export { createClient } from '@supabase/supabase-js';
export type { SupabaseClient, PostgrestError } from '@supabase/supabase-js';
