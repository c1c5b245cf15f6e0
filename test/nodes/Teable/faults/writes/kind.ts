import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { SOME, countOf } from './write';

/** Things of one kind, such as spaces or fields, and how to create and list them without the node. */
export interface Kind {
	resource: string;
	/** The name of each thing that a test creates. */
	names: string[];
	/** The node's credential; an access token by default. */
	caller?: Write['caller'];
	/** The parameters that say where they are. */
	place?(table: TestTable): INodeParameters | Promise<INodeParameters>;
	/** The parameters with which an item names one of them. */
	ofItem: INodeParameters;
	make(table: TestTable, name: string): Promise<IDataObject>;
	/** Each with its `id` and `name`. */
	list(table: TestTable): Promise<IDataObject[]>;
}

export const namesLike = (name: string) =>
	range(SOME).map((index) => `${name} ${'ABCDEFGH'[index]}`);

/** The name in the input item. */
export const NAME_OF_ITEM = '={{ $json.name }}';

/** Parameters, or how to get them from a server. */
type Parameters =
	| INodeParameters
	| ((table: TestTable) => INodeParameters | Promise<INodeParameters>);

/** @param request method and route, such as "POST /api/space" */
const caseOf = ({ caller }: Kind, name: string, request: string) => {
	const [method, route] = request.split(' ');
	return { name, count: SOME, request: { method, route }, after: 1, caller };
};

async function parametersFor({ resource, place }: Kind, table: TestTable, own: Parameters) {
	const there = (await place?.(table)) ?? {};
	return { resource, ...there, ...(typeof own === 'function' ? await own(table) : own) };
}

/** An operation that creates one thing per item, with its name. */
export const creation = (
	kind: Kind,
	name: string,
	request: string,
	parameters: Parameters,
): Write => ({
	...caseOf(kind, name, request),
	async setUp(table) {
		const items = kind.names.map((own) => ({ name: own }));
		return {
			parameters: await parametersFor(kind, table, parameters),
			items,
			held: async () => countOf(items, await kind.list(table), 'name'),
		};
	},
});

/**
 * An operation that changes or deletes the thing that each item names.
 * @param isDone whether it has done so, judging by the thing afterwards
 */
export const change = (
	kind: Kind,
	name: string,
	request: string,
	parameters: Parameters,
	isDone: (thing: IDataObject | undefined, parameters: INodeParameters) => boolean,
): Write => ({
	...caseOf(kind, name, request),
	async setUp(table) {
		const own = await parametersFor(kind, table, parameters);
		const ids: string[] = [];
		for (const one of kind.names) ids.push(String((await kind.make(table, one)).id));
		return {
			parameters: { ...kind.ofItem, ...own },
			items: ids.map((id) => ({ id })),
			held: async () => {
				const now = new Map((await kind.list(table)).map((thing) => [thing.id, thing]));
				return ids.map((id) => (isDone(now.get(id), own) ? 1 : 0));
			},
		};
	},
});

/** For `change`: whether the thing no longer exists. */
export const isGone = (thing: IDataObject | undefined) => thing === undefined;
