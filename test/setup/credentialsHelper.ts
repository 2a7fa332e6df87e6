import { ICredentialsHelper } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeProperties,
} from 'n8n-workflow';

/** Credentials of a test run, by type, held in memory; applies each type's own `authenticate` as n8n does. */
export class MemoryCredentials extends ICredentialsHelper {
	constructor(
		private readonly data: Record<string, ICredentialDataDecryptedObject>,
		private readonly typeOf: (name: string) => ICredentialType | undefined,
	) {
		super();
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getParentTypes(): string[] {
		return [];
	}

	async authenticate(given: ICredentialDataDecryptedObject, typeName: string, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		const authenticate = this.typeOf(typeName)?.authenticate;
		if (typeof authenticate === 'function') return await authenticate(given, request);
		const headers = authenticate?.properties.headers ?? {};
		return { ...request, headers: { ...request.headers, ...filledIn(headers as Record<string, string>, given) } };
	}

	async preAuthentication(_: IHttpRequestHelper): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		return { id: details.id, name: details.name, type, getData: () => this.data[type] } as unknown as ICredentials;
	}

	async getDecrypted(_: unknown, __: unknown, type: string): Promise<ICredentialDataDecryptedObject> {
		return this.data[type];
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): INodeProperties[] {
		return [];
	}
}

/** n8n's own credentials name their fields in expressions. */
const filledIn = (headers: Record<string, string>, given: ICredentialDataDecryptedObject): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			value.replace(/^=/, '').replace(/\{\{\s*\$credentials\.(\w+)\s*\}\}/g, (_, field: string) => String(given[field])),
		]),
	);
