import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { TeableClient } from '../../teable/http/client';
import type { Authentication } from '../../teable/http/types';
import type { Table } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import type { LocatorSource } from '../locators/byName';
import { idInLocator } from '../locators/byName';
import { tableLocator } from '../locators/tableLocators';

/*
 * What the lists of the editor share: they read what is already chosen in the node, and ask Teable for the rest.
 */

export const connect = async (context: ILoadOptionsFunctions) =>
	await TeableClient.connect(
		context,
		context.getCurrentNodeParameter('authentication') as Authentication,
	);

/** The ID in a locator that a list depends on, which may contain a name. @throws Error with the remedy if it is empty */
export async function chosenId(
	context: ILoadOptionsFunctions,
	client: TeableClient,
	{ name, displayName }: INodeProperties,
	remedy = `Choose '${displayName}' first.`,
): Promise<string> {
	const id = await idInLocator(client, editorSource(context), name);
	if (id === '') throw new Error(remedy);
	return id;
}

/** The chosen table with its fields. @throws Error with the remedy if none is chosen */
export async function fetchTableForList(context: ILoadOptionsFunctions): Promise<Table> {
	const client = await connect(context);
	return await fetchTable(client, await chosenId(context, client, tableLocator));
}

/** Whether a locator is filled in. */
export const isChosen = (context: ILoadOptionsFunctions, { name }: INodeProperties): boolean =>
	editorSource(context).locator(name).value !== '';

const editorSource = (context: ILoadOptionsFunctions): LocatorSource => ({
	locator(name) {
		const mode = context.getCurrentNodeParameter(`${name}.mode`);
		const value = context.getCurrentNodeParameter(name, { extractValue: true });
		return { mode: String(mode), value: typeof value === 'string' ? value.trim() : '' };
	},
	bad: ({ label, problem, remedy }) => new Error(`'${label}' ${problem}. ${remedy}`),
});

/** The entries that contain the typed text, in the same order. */
export const matching = <Entry extends INodeListSearchItems | INodePropertyOptions>(
	entries: Entry[],
	filter = '',
): Entry[] => entries.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
