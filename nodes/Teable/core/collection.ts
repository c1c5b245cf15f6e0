import type { IDataObject, NodeOperationError } from 'n8n-workflow';

import type { BadParameter } from './reader';
import { Reader } from './reader';

/** "Options", or a row of a list: only what the user has added is in it. */
export class Collection extends Reader {
	constructor(
		private readonly entries: IDataObject,
		readonly bad: (parameter: BadParameter) => NodeOperationError,
	) {
		super();
	}

	value(name: string): unknown {
		return this.isSet(name) ? this.entries[name] : undefined;
	}

	/** What the user has set, to tell items with other options apart. */
	toJSON(): IDataObject {
		return this.entries;
	}

	isSet(name: string): boolean {
		return Object.hasOwn(this.entries, name);
	}
}
