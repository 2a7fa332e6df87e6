import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INodeCredentialTestResult, INodeType } from 'n8n-workflow';

/** Tests a credential as n8n's dialog does: by the method that the node names for it, in n8n's own context. */
export async function testCredential(node: INodeType, type: string, data: object): Promise<INodeCredentialTestResult> {
	const testedBy = node.description.credentials?.find(({ name }) => name === type)?.testedBy;
	const test = node.methods?.credentialTest?.[testedBy as string];
	if (!test) throw new Error(`${node.description.name} names no test for ${type}`);
	return await test.call(new CredentialTestContext() as never, { id: '1', name: type, type, data: data as ICredentialDataDecryptedObject });
}
