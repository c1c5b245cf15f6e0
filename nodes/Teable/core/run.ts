import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { NOT_BEGUN, errorOfItem, withNotesOf } from '../fate';
import { mapLimited } from '../limit';
import { attemptAsync } from './attempt';
import { checkParameters } from './check';
import { Files } from './files';
import type {
	BatchOperation,
	EachOperation,
	ItemContext,
	Operation,
	Resource,
	Result,
} from './operation';
import { Passage, Preview, WithFiles } from './operation';
import type { SharedParameters } from './parameters';
import { Parameters } from './parameters';
import { SharedReads } from './sharedReads';
import { firstFailure, reportOfItem, reportOfRun } from './report';
import { NOTHING_FOR_MODEL, answersModel, failureForModel } from './tool';

/** Teable serves a few parallel reads well. The client has the same limit. */
const READS_AT_ONCE = 4;

/**
 * Runs the chosen operation for the input items and returns the node's output: each result is paired with its input
 * item, in the order of the input, and failed items are handled as 'On Error' says. For an AI agent it returns what the
 * model should read, including failures.
 *
 * @throws the first failed item's error, unless 'On Error' is set to continue
 */
export async function runOperation<Client>(
	execution: IExecuteFunctions,
	catalogue: Array<Resource<Client>>,
	client: Client,
): Promise<INodeExecutionData[]> {
	const operation = findOperation(execution, catalogue);
	const forModel = answersModel(execution.getNode());
	const keepGoing = forModel || execution.continueOnFail();
	const shared: SharedParameters = new Map();
	const { logger } = execution;
	const timezone = execution.getTimezone();
	const run = { id: execution.getExecutionId(), instanceId: execution.getInstanceId() };
	const items = execution.getInputData().map((item, itemIndex) => ({
		client,
		item,
		param: new Parameters(execution, itemIndex, shared),
		files: new Files(execution, itemIndex),
		logger,
		timezone,
		execution: run,
	}));
	const results =
		'each' in operation
			? await runEach(operation, items, keepGoing)
			: await runBatches(operation, items, client, keepGoing);

	const failure = keepGoing ? undefined : firstFailure(results);
	if (failure) {
		const error = asNodeError(execution, failure, results.indexOf(failure));
		if (!operation.readOnly) error.message += reportOfRun(results, error);
		throw error;
	}

	const output: INodeExecutionData[] = [];
	for (const [itemIndex, outcome] of results.entries()) {
		const result = outcome instanceof Preview ? outcome.json : outcome;
		const pairedItem = { item: itemIndex };
		if (result instanceof Error) {
			const error = errorOfItem(asNodeError(execution, result, itemIndex), itemIndex);
			if (!operation.readOnly) error.message += reportOfItem(error);
			if (forModel) output.push({ json: failureForModel(error), pairedItem });
			else output.push({ json: { error: error.message }, error, pairedItem });
		} else if (result instanceof Passage) {
			if (forModel) output.push({ json: result.answer, pairedItem });
			else if (result.isOpen) output.push({ ...items[itemIndex].item, pairedItem });
		} else if (Array.isArray(result)) {
			for (const one of result) output.push({ ...outputOf(one), pairedItem });
		} else if (result !== undefined) {
			output.push({ ...outputOf(result), pairedItem });
		}
	}
	return forModel && output.length === 0 ? [{ json: { ...NOTHING_FOR_MODEL } }] : output;
}

const outputOf = (result: IDataObject | WithFiles): Pick<INodeExecutionData, 'json' | 'binary'> =>
	result instanceof WithFiles ? { json: result.json, binary: result.binary } : { json: result };

/** n8n adds this entry to the menus of every node with a credential. It cannot be executed. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

function findOperation<Client>(
	execution: IExecuteFunctions,
	catalogue: Array<Resource<Client>>,
): Operation<Client> {
	const resource = execution.getNodeParameter('resource', 0) as string;
	const name = execution.getNodeParameter('operation', 0, '') as string;
	const operation = catalogue
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === name);
	if (resource === CUSTOM_API_CALL || name === CUSTOM_API_CALL) {
		throw new NodeOperationError(
			execution.getNode(),
			"'Custom API Call' cannot be executed in this node. Add an HTTP Request node and choose this node's credential under 'Predefined Credential Type', or choose another 'Resource' and 'Operation'.",
		);
	}
	if (!operation) {
		throw new NodeOperationError(
			execution.getNode(),
			`This version of the node has no operation '${name}' for '${resource}'. Choose 'Resource' and 'Operation' again.`,
		);
	}
	return operation;
}

async function runEach<Client>(
	operation: EachOperation<Client>,
	items: Array<ItemContext<Client>>,
	keepGoing: boolean,
): Promise<Array<Result | Error>> {
	let failed = false;
	const reads = new SharedReads();
	const run = async (item: ItemContext<Client>) =>
		await attemptAsync(async () => {
			await prepare(operation, item);
			return await operation.each(item);
		});
	return await mapLimited(items, operation.readOnly ? READS_AT_ONCE : 1, async (item) => {
		if (failed && !keepGoing) return NOT_BEGUN;
		const result = operation.readOnly
			? await reads.once(item.param, async () => await run(item))
			: await run(item);
		failed ||= result instanceof Error;
		return result;
	});
}

async function prepare<Client>(
	operation: Operation<Client>,
	item: ItemContext<Client>,
): Promise<void> {
	checkParameters(operation, item.param);
	await operation.prepare?.(item);
}

async function runBatches<Client>(
	operation: BatchOperation<Client>,
	items: Array<ItemContext<Client>>,
	client: Client,
	keepGoing: boolean,
): Promise<Array<Result | Error>> {
	const results: Array<Result | Error> = items.map(() => NOT_BEGUN);
	const batches = new Map<string, number[]>();
	// The target of all items, if no expression changes it between items.
	let shared: string | undefined;
	for (const [index, item] of items.entries()) {
		const target =
			shared ??
			(await attemptAsync(async () => {
				await prepare(operation, item);
				return operation.target(item);
			}));
		if (target instanceof Error) {
			results[index] = target;
			if (!keepGoing) return results;
		} else {
			const batch = batches.get(target) ?? [];
			batches.set(target, batch);
			batch.push(index);
			if (item.param.sameForAll) shared = target;
		}
	}
	for (const indexes of batches.values()) {
		const answer = await attemptAsync(
			async () =>
				await operation.batch({
					...{ client, keepGoing },
					items: indexes.map((index) => items[index]),
				}),
		);
		indexes.forEach((index, position) => {
			if (answer instanceof Error) results[index] = answer;
			else if (position < answer.length) results[index] = answer[position];
		});
		if (!keepGoing && indexes.some((index) => results[index] instanceof Error)) break;
	}
	return results;
}

/** The error in n8n's own form, with the index of its item. */
function asNodeError(execution: IExecuteFunctions, error: Error, itemIndex: number) {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	return withNotesOf(new NodeOperationError(execution.getNode(), error, { itemIndex }), error);
}
