import type { IDataObject, INode } from 'n8n-workflow';

import type { ExampleWorkflow } from '../../../demo/examples';

const EVENT = 'Event';
const WRITE = 'Write down';
const READ = 'Read back';
const ROTATE = 'Rotate';
const ANSWER = 'Answer';

/** What the workflow is sent. */
export interface Event {
	event: string;
	/** The access token to rotate. */
	tokenId: string;
}

/** What the workflow answers. */
export interface Answer {
	event: string;
	/** n8n's own ID of the execution. */
	execution: string;
	/** The records with the event after it was written. */
	recordIds: string[];
	/** What happened to the record. */
	action: 'created' | 'updated';
	/** The new secret of the access token. */
	token: string;
}

/**
 * A workflow that writes an event into a record, one for each event however often it comes, reads the record back,
 * and rotates an access token.
 *
 * @param id also the path to call it at
 * @param tableId a table with the columns 'Event' and 'Execution'
 */
export function eventWorkflow(id: string, tableId: string): ExampleWorkflow {
	const table = { tableId: { __rl: true, mode: 'id', value: tableId } };
	const nodes = [
		{
			...node(EVENT, 'n8n-nodes-base.webhook', 2, {
				httpMethod: 'POST',
				path: id,
				responseMode: 'lastNode',
				options: {},
			}),
			// Without one, n8n puts the names of workflow and node before the path.
			webhookId: id,
		},
		teable(WRITE, 'accessToken', {
			...{ resource: 'record', operation: 'upsert', ...table, options: {} },
			columns: {
				mappingMode: 'defineBelow',
				value: { Event: '={{ $json.body.event }}', Execution: '={{ $execution.id }}' },
				matchingColumns: ['Event'],
				schema: [],
			},
		}),
		teable(READ, 'accessToken', {
			...{ resource: 'record', operation: 'getAll', ...table, returnAll: true, options: {} },
			filterBy: 'conditions',
			conditions: {
				condition: [{ fieldId: 'Event', operator: 'is', value: '={{ $json.Event }}' }],
			},
		}),
		{
			...teable(ROTATE, 'session', {
				resource: 'accessToken',
				operation: 'rotate',
				accessTokenId: {
					...{ __rl: true, mode: 'id' },
					value: `={{ $('${EVENT}').first().json.body.tokenId }}`,
				},
				expires: 'inDays',
				expiresInDays: 90,
				options: {},
			}),
			// For any number of records.
			executeOnce: true,
		},
		node(ANSWER, 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: `={{ {
				event: $('${WRITE}').first().json.Event,
				execution: $execution.id,
				recordIds: $('${READ}').all().map((item) => item.json.id),
				action: $('${WRITE}').first().json.action,
				token: $json.token,
			} }}`,
			options: {},
		}),
	];
	return {
		id,
		name: id,
		nodes,
		connections: inARow(nodes),
		settings: {
			executionOrder: 'v1',
			// A saved execution would contain the new secret.
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		},
	};
}

const node = (name: string, type: string, typeVersion: number, parameters: IDataObject): INode =>
	({ id: name, name, type, typeVersion, position: [0, 0], parameters }) as INode;

/** The credentials are the demo's. */
const teable = (
	name: string,
	authentication: 'accessToken' | 'session',
	parameters: IDataObject,
): INode => ({
	...node(name, 'n8n-nodes-teable.teable', 1, { authentication, ...parameters }),
	credentials:
		authentication === 'session'
			? { teableSessionApi: { id: 'teableSession', name: 'Teable Session' } }
			: { teableApi: { id: 'teableToken', name: 'Teable Access Token' } },
});

const inARow = (nodes: INode[]): ExampleWorkflow['connections'] =>
	Object.fromEntries(
		nodes
			.slice(1)
			.map((next, index) => [
				nodes[index].name,
				{ main: [[{ node: next.name, type: 'main', index: 0 }]] },
			]),
	);
