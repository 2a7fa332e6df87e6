/** What to do about Supabase and its schema. */
export const DATABASE: Record<string, string> = {
	'Copy a secret key, or the service_role key (not the anon or a publishable one), from Supabase: Project Settings → API Keys.':
		'Copie uma secret key, ou a service_role (não a anon nem a publishable), no Supabase: Project Settings → API Keys.',
	'Add it under Project Settings → Data API → Exposed schemas; if it is not there yet, run supabase/schema.sql with "public" replaced by its name first.':
		'Adicione o schema em Project Settings → Data API → Exposed schemas; se ele ainda não existe, rode antes o supabase/schema.sql com "public" trocado pelo nome dele.',
	'Open the SQL editor in Supabase, paste the file supabase/schema.sql and run it.':
		'Abra o SQL Editor do Supabase, cole o arquivo supabase/schema.sql e execute.',
	'Run the new schema: open the SQL editor in Supabase, paste the file supabase/schema.sql and run it.':
		'Rode o schema novo: abra o SQL Editor do Supabase, cole o arquivo supabase/schema.sql e execute.',
	'Run the new schema: open the SQL editor in Supabase, paste the file supabase/schema.sql, with every "{public}" (in small letters) replaced by "{schema}", and run it.':
		'Rode o schema novo: abra o SQL Editor do Supabase, cole o arquivo supabase/schema.sql com todo "{public}" (em minúsculas) trocado por "{schema}" e execute.',
	'Update the package n8n-nodes-atendeaqui in this n8n. Until then it goes on working as far as it can.':
		'Atualize o pacote n8n-nodes-atendeaqui neste n8n. Até lá ele continua trabalhando no que puder.',
	'It is the project URL, e.g. https://abcdefgh.supabase.co, without a path; for a Supabase of your own the address of its API gateway.':
		'É a URL do projeto, por exemplo https://abcdefgh.supabase.co, sem caminho; num Supabase próprio, o endereço do gateway da API.',
	'The database is in trouble at the moment: try again later.': 'O banco de dados está com problemas agora: tente mais tarde.',
	'It may or may not have been done: the sweep will see to it.': 'Pode ter sido feito ou não: o fluxo cuida disso sozinho.',
	'It is the project URL and starts with https://. If it is right, check the network of this n8n.':
		'É a URL do projeto e começa com https://. Se estiver certa, confira a rede deste n8n.',
	'Give the option "Schema" the same value in every node of this workflow: each company has workflows of its own.':
		'Use o mesmo valor da opção "Schema" em todos os nós deste fluxo: cada empresa tem os seus próprios fluxos.',
	'Try again; the sweep will see to what was left.': 'Tente de novo; o que ficou para trás é retomado sozinho.',
};
