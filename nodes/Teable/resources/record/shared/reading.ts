import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { union } from 'lodash';

import type { ItemContext, WithFiles } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { fieldsMenu } from '../../../fields/fieldMenu';
import { namedFields } from '../../../fields/namedFields';
import { mapLimited } from '../../../limit';
import type { TeableClient } from '../../../teable/http/client';
import { READS_IN_FLIGHT } from '../../../teable/http/client';
import type { TeableRecord } from '../../../teable/http/types';
import type { RecordQuery } from '../../../teable/reading/pages/recordQuery';
import type { Field, Table } from '../../../teable/schema/table';
import type { HeldFile } from './downloads';
import { ATTACHMENTS, filesIn, prefixField, withFiles } from './downloads';
import type { Expansion } from './links';
import { chosenExpansions, chosenLinks, expandLinks, expandedLinks, linkOptions } from './links';
import { RecordOutput, asksForText, outputOptions, valuesOption } from './output';
import { chosenFields, fieldsToReturn } from './selection';

const downloadedFields = fieldsMenu({
	displayName: 'Download Field Names or IDs',
	name: 'downloadedFields',
	description:
		'The attachment fields whose files to download into binary fields of the output. Leave empty for all attachment fields',
	from: 'getAttachmentFields',
});

/** The options of operations that read records. */
export const readingOptions: INodeProperties[] = [
	downloadedFields,
	fieldsToReturn,
	...linkOptions,
	{ ...prefixField, required: undefined },
	...outputOptions,
	valuesOption,
];

/** Reads records of a table into output, with linked records and files, according to the item's options. */
export class RecordReading {
	/** The files to download, by the output of their record. */
	private readonly files = new Map<IDataObject, HeldFile[]>();

	private constructor(
		private readonly table: Table,
		readonly query: RecordQuery,
		private readonly output: RecordOutput,
		private readonly expansions: Expansion[],
		private readonly fileFields: Field[],
	) {}

	/** @throws Error if an option contains a field that the table does not have */
	static async of(
		context: ItemContext<TeableClient>,
		table: Table,
		selection: RecordQuery,
	): Promise<RecordReading> {
		const { param } = context;
		const links = chosenLinks(param, table);
		const fileFields = chosenFileFields(param, table);
		const asText = asksForText(param);
		if (asText) {
			refuseText(param, expandedLinks, links);
			refuseText(param, downloadedFields, fileFields);
		}
		const chosen = chosenFields(context, table, fieldsToReturn);
		const projection = chosen && union(chosen, links, fileFields);
		const query = { ...selection, projection, asText };
		const added = fileFields.length > 0 ? [ATTACHMENTS] : [];
		const output = await RecordOutput.of(context, table, query, added);
		const expansions = links.length > 0 ? await chosenExpansions(context, links) : [];
		return new RecordReading(table, query, output, expansions, fileFields);
	}

	/** Turns a record into output as soon as it is received. */
	take(record: TeableRecord): IDataObject {
		const item = this.output.read(record);
		if (this.fileFields.length > 0) this.files.set(item, filesIn(record, this.fileFields));
		return item;
	}

	/** Adds the linked records to the output, in few requests for all items. */
	async expand(context: ItemContext<TeableClient>, items: IDataObject[]): Promise<void> {
		await expandLinks(context, this.expansions, (field, change) => {
			for (const item of items) this.output.change(item, field, change);
		});
	}

	/** Adds the files to the output, if the options ask for them. */
	async download(
		context: ItemContext<TeableClient>,
		items: IDataObject[],
	): Promise<Array<IDataObject | WithFiles>> {
		if (this.fileFields.length === 0) return items;
		const { options } = context.param;
		const prefix = options.isSet(prefixField.name)
			? options.requiredText(prefixField.name, prefixField.displayName)
			: String(prefixField.default);
		return await mapLimited(
			items,
			READS_IN_FLIGHT,
			async (item) =>
				await withFiles(context, this.table, item, this.files.get(item) ?? [], prefix),
		);
	}
}

function chosenFileFields({ options }: Parameters, table: Table): Field[] {
	if (!options.isSet(downloadedFields.name)) return [];
	const named = namedFields(table, options, downloadedFields);
	const other = named.find(({ type }) => type !== 'attachment');
	if (other) {
		throw options.bad({
			label: downloadedFields.displayName,
			problem: `contains '${other.name}', which is not an attachment field`,
			remedy: 'Choose attachment fields, or leave it empty for all of them.',
		});
	}
	return named.length === 0 ? table.fields.filter(({ type }) => type === 'attachment') : named;
}

/** Formatted as text, a link is only a title, and a file only a name. */
function refuseText({ options }: Parameters, { displayName }: INodeProperties, fields: Field[]) {
	if (fields.length === 0) return;
	throw options.bad({
		label: displayName,
		problem: `can't be used with '${valuesOption.displayName}' set to Formatted Text`,
		remedy: `Set '${valuesOption.displayName}' to Raw.`,
	});
}
