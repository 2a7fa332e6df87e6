/** Where n8n keeps its own tables; SQLite in its folder unless told. */
export interface N8nDatabase {
	host: string;
	port: number;
	user: string;
	database: string;
}
export interface N8nQueue {
	redis: { host: string; port: number };
	database: N8nDatabase;
	/** How many worker processes. */
	workers: number;
}

/** No telemetry, no calls home, fixed keys: a sandbox starts from nothing every time. */
export const processSettings = (userFolder: string, brokerPort: number): Record<string, string> => ({
	NODE_ENV: 'production',
	HOME: userFolder,
	N8N_USER_FOLDER: userFolder,
	N8N_RUNNERS_BROKER_PORT: String(brokerPort),
	N8N_ENCRYPTION_KEY: 'sandbox-encryption-key',
	N8N_USER_MANAGEMENT_JWT_SECRET: 'sandbox-jwt-secret',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	GENERIC_TIMEZONE: 'America/Sao_Paulo',
});

/** What the process with the editor and the webhooks has besides. */
export const mainSettings = (port: number): Record<string, string> => ({
	N8N_PORT: String(port),
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	WEBHOOK_URL: `http://127.0.0.1:${port}/`,
});

/** What all processes of a queue share. */
export const queueSettings = ({ redis, database }: N8nQueue): Record<string, string> => ({
	EXECUTIONS_MODE: 'queue',
	QUEUE_BULL_REDIS_HOST: redis.host,
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: database.host,
	DB_POSTGRESDB_PORT: String(database.port),
	DB_POSTGRESDB_USER: database.user,
	DB_POSTGRESDB_DATABASE: database.database,
});

/** A worker listens for nothing but questions after its health. */
export const workerSettings = (healthPort: number): Record<string, string> => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(healthPort),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});
