import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	Logger,
} from 'n8n-workflow';

import type { Files } from './files';
import type { Parameters } from './parameters';

/** One result with files, which become the binary fields of its output item. */
export class WithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** What would happen to an input item, in a dry run. */
export class Preview {
	constructor(readonly json: IDataObject | IDataObject[]) {}
}

/** The result of an operation that only decides whether the input item is passed on, unchanged and with its files. */
export class Passage {
	/** @param answer what an AI agent reads, as the item itself would tell it nothing */
	constructor(
		readonly isOpen: boolean,
		readonly answer: IDataObject,
	) {}
}

/** What an operation returns for one input item: nothing, one result or several. Each becomes an output item. */
export type Result =
	| IDataObject
	| WithFiles
	| Array<IDataObject | WithFiles>
	| Passage
	| Preview
	| undefined;

/** What an operation gets for one input item. `Client` is what the node sends requests with. */
export interface ItemContext<Client> {
	client: Client;
	param: Parameters;
	item: INodeExecutionData;
	/** The files of the item, and a place for those that the operation returns. */
	files: Files;
	/** n8n's log, for the progress of long work. */
	logger: Logger;
	/** The workflow's time zone, as an IANA name. */
	timezone: string;
	execution: Execution;
}

/** The workflow execution. */
export interface Execution {
	/** The execution ID that n8n and its Error Trigger show. Each n8n instance counts on its own. */
	id: string;
	/** The ID of the n8n instance. */
	instanceId: string;
}

/** What an operation gets for all input items that share one target and one set of options. */
export interface BatchContext<Client> {
	client: Client;
	/** The parameters of each item, in the order of the input. */
	items: Array<ItemContext<Client>>;
	/** Whether to continue after a failed item ('On Error' is not 'Stop Workflow'). */
	keepGoing: boolean;
}

interface Described<Client> {
	/** In the operation menu, in Title Case. */
	name: string;
	/** The parameter's value. It is stored in workflows, so it never changes. */
	value: string;
	/**
	 * In the nodes panel, in sentence case without articles. n8n adds "in Teable" and uses the result as the
	 * tool's description for AI agents.
	 */
	action: string;
	/** In the operation menu, one sentence. */
	description: string;
	/** The fields of the operation; `displayOptions` for resource and operation are added. */
	properties: INodeProperties[];
	/** The entries of the operation's 'Options' collection. */
	options?: INodeProperties[];
	/** Whether it changes nothing. Its errors then do not report which items were done. */
	readOnly?: boolean;
	/** Prepares an item's parameters before the operation reads them. */
	prepare?(context: ItemContext<Client>): Promise<void>;
}

/** Runs once per input item. Items of a `readOnly` operation may run at the same time. */
export interface EachOperation<Client> extends Described<Client> {
	each(context: ItemContext<Client>): Promise<Result>;
}

/**
 * Runs once for all input items with the same `target`, in few requests. It returns one result or one Error per
 * item, in the order of the items. If `keepGoing` is false, it returns NOT_BEGUN for the items after a failure, or a
 * single Error if it refused before it started.
 */
export interface BatchOperation<Client> extends Described<Client> {
	target(context: ItemContext<Client>): string;
	batch(context: BatchContext<Client>): Promise<Array<Result | Error>>;
}

export type Operation<Client> = EachOperation<Client> | BatchOperation<Client>;

export interface Resource<Client> {
	name: string;
	value: string;
	/** In the order of the menu. */
	operations: Array<Operation<Client>>;
	/** The operation of a new node. */
	defaultOperation: string;
}
