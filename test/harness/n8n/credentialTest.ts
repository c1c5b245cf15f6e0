import { CredentialTestContext } from 'n8n-core';
import type { INodeCredentialTestResult } from 'n8n-workflow';

import { Teable } from '../../../nodes/Teable/Teable.node.js';
import type { CredentialStore } from './credentials';
import { resolved } from './credentials';
import { additionalDataFor } from '../engine';

/** Tests a credential as n8n does after it is saved: with the function of the node that tests it. */
export async function testCredential(
	type: string,
	store: CredentialStore,
): Promise<INodeCredentialTestResult> {
	const { description, methods } = new Teable();
	const { testedBy } = description.credentials!.find(({ name }) => name === type)!;
	const test = methods.credentialTest[testedBy as keyof typeof methods.credentialTest];
	const context = new CredentialTestContext(additionalDataFor(store));
	return await test.call(context, {
		id: type,
		name: type,
		type,
		data: resolved(type, store[type]),
	});
}
