import type { IBinaryData, IDataObject, INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import type { ItemContext } from '../../core/operation';
import { WithFiles } from '../../core/operation';
import { chosenTableId, chosenViewId } from '../../fields/locators/chosenIds';
import { tableFieldsFor, viewLocator } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { asFileName } from '../../teable/http/files/fileName';
import type { IncomingFile } from '../../teable/http/files/files';
import { outputFileField } from '../../fields/outputFileField';
import { path } from '../../teable/http/path';
import { fetchEngine } from '../../teable/schema/engine';
import { fetchTable } from '../../teable/schema/table';
import { readViews } from '../../teable/schema/views/view';
import { quoted } from '../../values/quoted';
import { defineOperation } from '../operation';

const columnsOption: INodeProperties = {
	displayName: 'Column Names or IDs',
	name: 'onlyColumns',
	type: 'string',
	default: '',
	placeholder: 'e.g. Name, Amount',
	description:
		'The columns to export, separated by commas. Leave empty for all columns. Not supported by Teable 1.10, where you can choose a view that hides columns instead.',
};

export const exportTable = defineOperation({
	name: 'Export',
	value: 'export',
	action: 'Export table to CSV',
	description:
		'Download a table or grid view as a CSV file. Values are formatted as shown in Teable, e.g. rounded numbers. Text that starts with = is not escaped, so spreadsheets may run it as a formula.',
	properties: [
		...tableFieldsFor('The table to export'),
		{
			...viewLocator,
			description:
				'The grid view whose records and fields to export, in its order. Leave empty to export the whole table.',
		},
		outputFileField,
	],
	options: [columnsOption],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const id = chosenTableId(param);
		const viewId = chosenViewId(param);
		const field = param.requiredText(outputFileField.name, outputFileField.displayName);
		const projection = await chosenColumns(context, id);
		if (viewId !== undefined) await checkView(context, id, viewId);
		const query: IDataObject = { ...(viewId && { viewId }), ...(projection && { projection }) };
		const file = await client.call<IncomingFile>({
			...{ method: 'GET', path: path`/export/${id}`, query, asFile: true },
		});
		const kept = await keep(context, file);
		await checkEnd(context, kept);
		const { fileName, fileSize, mimeType } = kept;
		return new WithFiles({ id, fileName, fileSize, mimeType }, { [field]: kept });
	},
});

/** The IDs of the fields to export; undefined for all. @throws NodeOperationError on 1.10, which ignores the choice */
async function chosenColumns(
	{ client, param }: ItemContext<TeableClient>,
	tableId: string,
): Promise<string[] | undefined> {
	const { displayName, name } = columnsOption;
	if (param.options.text(name, displayName) === '') return undefined;
	const table = await fetchTable(client, tableId);
	const isName = (text: string) => table.find(text) !== undefined;
	const columns = param.options.list(name, displayName, isName);
	const unknown = columns.find((column) => !isName(column));
	if (unknown !== undefined) {
		throw param.bad({
			label: displayName,
			problem: `contains ${quoted(unknown)}, which the table doesn't have`,
			remedy: `Its fields are ${table.fieldNames}.`,
		});
	}
	if ((await fetchEngine(client, tableId)) !== '1.10') {
		return columns.flatMap((column) => table.find(column)?.id ?? []);
	}
	throw param.bad({
		label: displayName,
		problem: 'is not supported by Teable 1.10, which always exports all columns',
		remedy: "Choose a grid view under 'View' that hides the other columns.",
	});
}

/** Teable's own message is only "undefined is not support to export". */
async function checkView(
	{ client, param }: ItemContext<TeableClient>,
	tableId: string,
	viewId: string,
) {
	const views = await readViews(client, tableId);
	const view = views.find(({ id }) => id === viewId);
	if (view?.type === 'grid') return;
	const grids = views.filter(({ type }) => type === 'grid').map(({ name }) => `'${name}'`);
	throw param.bad({
		label: 'View',
		problem: view
			? `is '${view.name}', a ${view.type} view, but only grid views can be exported`
			: `is '${viewId}', which doesn't exist in this table`,
		remedy:
			grids.length > 0
				? `Choose one of ${grids.join(', ')}.`
				: 'Leave it empty to export the whole table.',
	});
}

/** Stores the file in n8n's binary data storage. */
async function keep(
	{ files, param }: ItemContext<TeableClient>,
	{ content, name }: IncomingFile,
): Promise<IBinaryData> {
	const kept = await attemptAsync(
		async () => await files.keep(content, asFileName(name), 'text/csv'),
	);
	if (!(kept instanceof Error)) return kept;
	throw param.failure(
		`The download of the export is incomplete: ${kept.message}`,
		"Run the node again. If the table is large, raise 'Timeout (Seconds)' under 'Options'.",
	);
}

/** Longer than Teable's sentence about a failure. */
const END_CHARACTERS = 4096;

/** If an export fails halfway, Teable writes the error at the end of the file. */
async function checkEnd({ files, param }: ItemContext<TeableClient>, kept: IBinaryData) {
	const content = await (await files.get(kept)).open();
	const decoder = new TextDecoder();
	let end = '';
	for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
		end = (end + decoder.decode(chunk as Uint8Array, { stream: true })).slice(-END_CHARACTERS);
	}
	const [, reason] = /\r\nExport fail reason:, ([^]*)$/.exec(end) ?? [];
	if (reason === undefined) return;
	throw param.failure(
		`Teable couldn't export the whole table: ${reason.trim()}`,
		'The incomplete file was discarded. Run the node again.',
	);
}
