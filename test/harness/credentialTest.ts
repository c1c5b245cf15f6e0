import { get } from 'lodash';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	INode,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';

import type { CredentialStore } from './credentials';
import { resolved, TYPES } from './credentials';
import { additionalDataFor } from './engine';

/** The node that n8n tests credentials with goes by its bare name there. */
const NO_OP = 'noOp';

/**
 * Tests a credential as n8n does after it is saved: a node that does nothing sends the test's request, and the
 * first rule that fits says what is wrong.
 */
export async function testCredential(
	type: string,
	store: CredentialStore,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const { request, rules = [] } = TYPES[type].test as ICredentialTestRequest;
	const nodeType: INodeType = {
		description: {
			displayName: 'No Operation',
			name: NO_OP,
			group: ['transform'],
			version: 1,
			description: 'Does nothing',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: type, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: NO_OP,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: type, name: type } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		workflow.nodes[node.name],
		additionalDataFor(store),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
	const data: ICredentialDataDecryptedObject = resolved(type, store[type]);
	const routing = new RoutingNode(context, nodeType, { id: type, name: type, type, data });
	try {
		const [[item]] = (await routing.runNode()) ?? [[]];
		for (const rule of rules) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, value, message } = rule.properties;
			if (get(item.json, key) === value) return { status: 'Error', message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const { message, cause } = error as Error & {
			cause?: { response?: { status: number; statusText: string }; code?: string };
		};
		const { response, code } = cause ?? {};
		if (!response) return { status: 'Error', message: code ?? message };
		for (const rule of rules) {
			if (rule.type === 'responseCode' && rule.properties.value === response.status) {
				return { status: 'Error', message: rule.properties.message };
			}
		}
		return { status: 'Error', message: response.statusText };
	}
}
