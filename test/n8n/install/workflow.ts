import type { Choices, ExampleWorkflow } from '../../../demo/examples';

/** The URL of the workflow. */
export const CONTACTS_PATH = 'contacts';

/** A workflow that answers each call with the records of the sandbox's contacts. */
export function contactsWorkflow({ tableId }: Choices): ExampleWorkflow {
	return {
		id: CONTACTS_PATH,
		name: 'Contacts',
		nodes: [
			{
				id: 'call',
				name: 'Call',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				parameters: {
					path: CONTACTS_PATH,
					responseMode: 'lastNode',
					responseData: 'allEntries',
					options: {},
				},
				// Without one, n8n puts the names of workflow and node before the path.
				webhookId: CONTACTS_PATH,
			},
			{
				id: 'contacts',
				name: 'All contacts',
				type: 'n8n-nodes-teable.teable',
				typeVersion: 1,
				position: [272, 0],
				parameters: {
					authentication: 'accessToken',
					resource: 'record',
					operation: 'getAll',
					tableId: { __rl: true, mode: 'id', value: tableId.id },
					returnAll: true,
					options: {},
				},
				credentials: { teableApi: { id: 'teableToken', name: 'Teable Access Token' } },
			},
		],
		connections: { Call: { main: [[{ node: 'All contacts', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
