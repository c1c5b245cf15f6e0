import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { union } from 'lodash';

import type { ItemContext, WithFiles } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { namedFields } from '../../../fields/namedFields';
import { mapLimited } from '../../../limit';
import type { TeableClient } from '../../../teable/http/client';
import type { TeableRecord } from '../../../teable/http/types';
import type { RecordQuery } from '../../../teable/reading/pages/recordQuery';
import type { Field, Table } from '../../../teable/schema/table';
import type { HeldFile } from './downloads';
import { ATTACHMENTS, filesIn, prefixField, withFiles } from './downloads';
import type { Expansion } from './links';
import { chosenExpansions, chosenLinks, expandLinks, expandedLinks, linkOptions } from './links';
import { RecordOutput, asksForText, outputOptions, valuesOption } from './output';
import { chosenFields, fieldsToReturn } from './selection';

const downloadedFields: INodeProperties = {
	displayName: 'Downloaded Field Names or IDs',
	name: 'downloadedFields',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getAttachmentFields',
		loadOptionsDependsOn: ['tableId.value'],
	},
	default: [],
	description:
		'The attachment fields whose files are downloaded into binary fields of the output; leave empty for all of them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The options of operations that read records. */
export const readingOptions: INodeProperties[] = [
	downloadedFields,
	fieldsToReturn,
	...linkOptions,
	{ ...prefixField, required: undefined },
	...outputOptions,
	valuesOption,
];

/** Downloads wait for bytes most of the time; the client holds to the same number. */
export const DOWNLOADS_AT_ONCE = 4;

/** Reads records of one table as the item's options say: into the output, with linked records and files. */
export class RecordReading {
	/** The files of the records that came, where they are to be downloaded. */
	private readonly files = new Map<IDataObject, HeldFile[]>();

	private constructor(
		private readonly table: Table,
		readonly query: RecordQuery,
		private readonly output: RecordOutput,
		private readonly expansions: Expansion[],
		private readonly fileFields: Field[],
	) {}

	/** @throws Error when an option names what the table does not have */
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

	/** Makes output of a record, as it comes in. */
	take(record: TeableRecord): IDataObject {
		const item = this.output.read(record);
		if (this.fileFields.length > 0) this.files.set(item, filesIn(record, this.fileFields));
		return item;
	}

	/** Puts linked records into what was made, in few requests for all of it. */
	async expand(context: ItemContext<TeableClient>, items: IDataObject[]): Promise<void> {
		await expandLinks(context, this.expansions, (field, change) => {
			for (const item of items) this.output.change(item, field, change);
		});
	}

	/** Downloads the files that belong to what was made; it stays as it is where none are wanted. */
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
			DOWNLOADS_AT_ONCE,
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
			problem: `names '${other.name}', which holds no files`,
			remedy: 'Choose fields of the type Attachment, or leave it empty for all of them.',
		});
	}
	return named.length === 0 ? table.fields.filter(({ type }) => type === 'attachment') : named;
}

/** As text, a link is its title alone, and a file its name. */
function refuseText({ options }: Parameters, { displayName }: INodeProperties, fields: Field[]) {
	if (fields.length === 0) return;
	throw options.bad({
		label: displayName,
		problem: `cannot be used with '${valuesOption.displayName}' set to As Text`,
		remedy: `Set '${valuesOption.displayName}' to Raw.`,
	});
}
