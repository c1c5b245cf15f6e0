import type { IDataObject, NodeOperationError } from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import type { BadParameter, Located } from './reader';
import { Reader } from './reader';
import { isObject } from '../values/objects';

/** Creates an error about one parameter. */
type MakeError = (parameter: BadParameter) => NodeOperationError;

/** 'Options', or a row of a list: contains only what the user has added. */
export class Collection extends Reader {
	constructor(
		private readonly entries: IDataObject,
		readonly bad: MakeError,
	) {
		super();
	}

	/** For a resource locator, its value: n8n extracts it only for parameters, not for rows and entries. */
	value(name: string): unknown {
		const entry = this.entry(name);
		return isResourceLocatorValue(entry) ? entry.value : entry;
	}

	locator(name: string, label = name): Located {
		const locator = this.entry(name);
		if (!isObject(locator) || !('mode' in locator)) {
			return { mode: 'id', value: this.asText(locator, label) };
		}
		return { mode: String(locator.mode), value: this.asText(locator.value, label) };
	}

	rows(name: string, label: string, group: string): Collection[] {
		return rowsOf(this.value(name), label, group, this.bad);
	}

	/** What the user has set, so that items with the same options can be grouped. */
	toJSON(): IDataObject {
		return this.entries;
	}

	isSet(name: string): boolean {
		return Object.hasOwn(this.entries, name);
	}

	private entry(name: string): unknown {
		return this.isSet(name) ? this.entries[name] : undefined;
	}
}

/** A collection as n8n provides it. @throws NodeOperationError that names `label` if it is not an object */
export function collectionOf(entries: unknown, label: string, bad: MakeError): Collection {
	if (isObject(entries)) return new Collection(entries, bad);
	throw bad({
		label,
		problem: 'is not an object',
		remedy: 'Add its entries in the editor, or use an expression that returns an object.',
	});
}

/** The rows of a list that the user can add to, as n8n provides it. */
export function rowsOf(list: unknown, label: string, group: string, bad: MakeError): Collection[] {
	const rows = collectionOf(list ?? {}, label, bad).value(group) ?? [];
	return [rows].flat().map((row: unknown) => collectionOf(row, label, bad));
}
