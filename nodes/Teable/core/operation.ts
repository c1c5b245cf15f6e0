import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	Logger,
} from 'n8n-workflow';

import type { Files } from './files';
import type { Parameters } from './parameters';

/** One thing together with files, which stand in the binary properties of its output item. */
export class WithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** What would become of an input item, where nothing was done. */
export class Preview {
	constructor(readonly json: IDataObject | IDataObject[]) {}
}

/** What an operation gives that only decides whether the input item goes on, as it is, with its files. */
export class Passage {
	/** @param answer what an AI agent reads, to which the item says nothing */
	constructor(
		readonly isOpen: boolean,
		readonly answer: IDataObject,
	) {}
}

/** What an operation gives for one input item: nothing, one thing or many; each becomes an output item. */
export type Result =
	| IDataObject
	| WithFiles
	| Array<IDataObject | WithFiles>
	| Passage
	| Preview
	| undefined;

/** What an operation sees of one input item. `Client` is whatever the node talks to. */
export interface ItemContext<Client> {
	client: Client;
	param: Parameters;
	item: INodeExecutionData;
	/** The files that come with the item, and a place for those that the operation gives out. */
	files: Files;
	/** n8n's own log: for the progress of long work. */
	logger: Logger;
	/** The workflow's time zone, as an IANA name. */
	timezone: string;
	execution: Execution;
}

/** Which run of the workflow this is. */
export interface Execution {
	/** As n8n shows it, and as its Error Trigger gives it; counted by each n8n for itself. */
	id: string;
	/** Which n8n that is. */
	instanceId: string;
}

/** What an operation sees of all input items that share one target and one set of options. */
export interface BatchContext<Client> {
	client: Client;
	/** The parameters of each item, in the order of the input. */
	items: Array<ItemContext<Client>>;
	/** Whether the items after a failed one are still wanted (On Error is not "Stop Workflow"). */
	keepGoing: boolean;
}

interface Described<Client> {
	/** Title case, as it stands in the operation menu. */
	name: string;
	/** The parameter's value: it is stored in workflows, so it never changes. */
	value: string;
	/**
	 * Sentence case without articles, as it stands in the node panel. With "in Teable" behind it, it is what
	 * n8n tells an AI agent of the tool.
	 */
	action: string;
	/** One sentence, as it stands in the operation menu. */
	description: string;
	/** The fields of the operation; `displayOptions` for resource and operation are added. */
	properties: INodeProperties[];
	/** The entries of the operation's "Options" collection. */
	options?: INodeProperties[];
	/** Whether it changes nothing: what fails then says nothing of what was done. */
	readOnly?: boolean;
	/** Reads what has to be known of an item's parameters before the operation reads them. */
	prepare?(context: ItemContext<Client>): Promise<void>;
}

/** Runs once per input item; items of a `readOnly` operation may run at the same time. */
export interface EachOperation<Client> extends Described<Client> {
	each(context: ItemContext<Client>): Promise<Result>;
}

/**
 * Runs once for all input items with the same `target`, in few requests. It answers one result, or one
 * Error, per item, in the order of the items. When `keepGoing` is false it gives NOT_BEGUN for those that it
 * left alone behind a failure, and an Error alone when it refused before it began.
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
	/** The operation a new node starts with. */
	defaultOperation: string;
}
