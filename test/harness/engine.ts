import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	LoadOptionsContext,
	WorkflowExecute,
} from 'n8n-core';
import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	OnError,
} from 'n8n-workflow';
import {
	NodeConnectionTypes,
	Workflow,
	createRunExecutionData,
	setSafeRegexEngine,
} from 'n8n-workflow';

import { Teable } from '../../nodes/Teable/Teable.node.js';
import { TeableClient } from '../../nodes/Teable/teable/http/client';
import type { Authentication } from '../../nodes/Teable/teable/http/types';
import { asTool } from './n8n/asTool';
import type { CredentialStore } from './n8n/credentials';
import { StoredCredentials } from './n8n/credentials';

// By default, n8n stops a regular expression after 250 ms in a thread, which a busy machine may exceed.
setSafeRegexEngine({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, by) => input.replace(new RegExp(pattern, flags), by),
	matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, `${flags ?? ''}g`))],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});

const START = 'Start';
const TEABLE = 'Teable';
const TEABLE_TYPE = 'n8n-nodes-teable.teable';
/** What n8n makes of it for AI agents. */
const TOOL_TYPE = `${TEABLE_TYPE}Tool`;

/** Passes on its input, so that the Teable node has items to pair with. */
const passThrough: INodeType = {
	description: {
		displayName: START,
		name: 'start',
		group: ['transform'],
		version: 1,
		description: 'Hands its input on',
		defaults: { name: START },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},

	async execute() {
		return [this.getInputData()];
	},
};

const teable = new Teable();

function nodeTypesWith(node: INodeType): INodeTypes {
	const typeNamed = (name: string) => {
		if (!name.startsWith(TEABLE_TYPE)) return passThrough;
		return name === TOOL_TYPE ? asTool(node) : node;
	};
	return { getByName: typeNamed, getByNameAndVersion: typeNamed, getKnownTypes: () => ({}) };
}

export interface NodeRun {
	parameters: INodeParameters;
	credentials: CredentialStore;
	/** The input; one empty item by default. */
	items?: IDataObject[];
	/** The files of each item, by binary property. */
	binary?: IBinaryKeyData[];
	onError?: OnError;
	/** The workflow's time zone; UTC by default. */
	timezone?: string;
	/** Another node instead of the Teable node, to compare it with. */
	node?: INodeType;
	/** n8n's ID of this execution. */
	executionId?: string;
	/** Whether an AI agent calls it, as agents of version 3 do: in the engine, with the model's input as the item. */
	asTool?: boolean;
}

export interface NodeOutput {
	/** The items of the main output. */
	items: INodeExecutionData[];
	/** The items of the error output (`onError: 'continueErrorOutput'`). */
	errorItems: INodeExecutionData[];
	/** The error of the node, as n8n stores it. */
	error?: Error & {
		description?: string | null;
		messages?: string[];
		context?: IDataObject;
		httpCode?: string;
	};
	/** Everything that n8n stores about the execution: searched for secrets. */
	run: IRun;
}

/** Runs the Teable node in n8n's own engine, after a node that passes the input items to it. */
export async function runTeable(options: NodeRun): Promise<NodeOutput> {
	const { parameters, credentials, items = [{}], binary = [], executionId = '231' } = options;
	const workflow = workflowOf(parameters, options);
	const additionalData = { ...additionalDataFor(credentials), executionId };
	const runExecutionData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{
					node: workflow.nodes[START],
					data: { main: [items.map((json, index) => ({ json, binary: binary[index] }))] },
					source: null,
				},
			],
		},
	});
	const run = await new WorkflowExecute(
		additionalData,
		'manual',
		runExecutionData,
	).processRunExecutionData(workflow);
	const taskData = run.data.resultData.runData[TEABLE]?.[0];
	const [main, failed] = taskData?.data?.main ?? [];
	return {
		items: main ?? [],
		errorItems: failed ?? [],
		error: (taskData?.error ?? run.data.resultData.error) as NodeOutput['error'],
		run,
	};
}

/**
 * Runs the search behind a "From List" in the editor. `path` identifies it if it depends on the fields next to it.
 */
export async function searchList(
	method: string,
	{ parameters, credentials, asTool }: Pick<NodeRun, 'parameters' | 'credentials' | 'asTool'>,
	filter?: string,
	path = '',
): Promise<INodeListSearchResult> {
	const search = teable.methods.listSearch[method as keyof typeof teable.methods.listSearch];
	return await search.call(loadContext(parameters, credentials, path, asTool), filter);
}

/** Loads the choices of a field. `path` identifies it if they depend on the fields next to it. */
export async function loadChoices(
	method: string,
	{ parameters, credentials, asTool }: Pick<NodeRun, 'parameters' | 'credentials' | 'asTool'>,
	path = '',
): Promise<INodePropertyOptions[]> {
	const load = teable.methods.loadOptions[method as keyof typeof teable.methods.loadOptions];
	return await load.call(loadContext(parameters, credentials, path, asTool));
}

/** Lists the columns of a mapper. `method` identifies the operation. */
export async function listColumns(
	method: keyof typeof teable.methods.resourceMapping,
	{ parameters, credentials, asTool }: Pick<NodeRun, 'parameters' | 'credentials' | 'asTool'>,
) {
	const list = teable.methods.resourceMapping[method];
	return await list.call(loadContext(parameters, credentials, '', asTool));
}

/** The client as the editor's lists use it, for requests that no operation sends. */
export async function connectClient(authentication: Authentication, credentials: CredentialStore) {
	return await TeableClient.connect(loadContext({ authentication }, credentials), authentication);
}

function loadContext(
	parameters: INodeParameters,
	credentials: CredentialStore,
	path = '',
	asTool = false,
) {
	const workflow = workflowOf(parameters, { asTool });
	const additionalData = additionalDataFor(credentials);
	additionalData.currentNodeParameters = workflow.nodes[TEABLE].parameters;
	return new LoadOptionsContext(workflow, workflow.nodes[TEABLE], additionalData, path);
}

function workflowOf(
	parameters: INodeParameters,
	{ timezone = 'UTC', onError, node = teable, asTool }: Partial<NodeRun> = {},
): Workflow {
	const nodeOf = (name: string, type: string, more: Partial<INode>): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	return new Workflow({
		id: 'test',
		active: false,
		nodeTypes: nodeTypesWith(node),
		nodes: [
			nodeOf(START, 'start', {}),
			nodeOf(TEABLE, asTool ? TOOL_TYPE : TEABLE_TYPE, {
				parameters,
				onError,
				credentials: Object.fromEntries(
					['teableApi', 'teableOAuth2Api', 'teableSessionApi'].map((type) => [
						type,
						{ id: type, name: type },
					]),
				),
			}),
		],
		connections: {
			[START]: { main: [[{ node: TEABLE, type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		settings: { timezone },
	});
}

/** What n8n passes to everything it runs. */
export function additionalDataFor(credentials: CredentialStore): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1:5678/';
	return {
		credentialsHelper: new StoredCredentials(credentials),
		currentNodeExecutionIndex: 0,
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		hooks: new ExecutionLifecycleHooks('manual', 'test', {
			id: 'test',
			name: 'test',
			active: false,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			activeVersionId: null,
			connections: {},
			nodes: [],
		}),
		executeWorkflow: notUsed,
		getRunExecutionData: notUsed,
		getRuntimeCredential: notUsed,
		logAiEvent: () => undefined,
		startRunnerTask: notUsed,
	};
}

async function notUsed(): Promise<never> {
	throw new Error('The Teable node does not use this');
}
