import type { ItemContext } from '../../core/operation';
import { attemptAsync } from '../../core/attempt';
import { fateOf } from '../../fate';
import type { TeableClient } from '../../teable/http/client';
import { refusalOf } from '../../teable/http/errors';
import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import type { FoundInTrash, TrashPlace } from '../../teable/reading/trash';
import { findInTrash, idsIn } from '../../teable/reading/trash';
import type { Field } from '../../teable/schema/table';
import { named } from '../../values/named';
import { defineOperation } from '../operation';
import {
	chosenEntryId,
	entryLocator,
	fetchChosenEntry,
	noSuchEntry,
	outputOf,
} from './shared/entry';
import { TABLE_IS_GONE } from './shared/gone';
import type { Deleted } from './shared/place';
import { chosenPlace, placeFields } from './shared/place';

const KINDS: Deleted[] = ['base', 'inTable', 'space', 'table'];

export const restore = defineOperation({
	name: 'Restore',
	value: 'restore',
	action: 'Restore from trash',
	description:
		'Bring back what was deleted, with the same IDs: records, a field with its values, a view, a table, base or space with all that it holds. Links to a restored table come back on new servers only. What was deleted together is restored together.',
	properties: [...placeFields(KINDS), entryLocator],
	async each(context) {
		const { client, param } = context;
		const place = chosenPlace(param, KINDS);
		const found = await fetchChosenEntry(context, place);
		const id = found?.item.id ?? chosenEntryId(context);
		// Servers of 2026 want to be told the table, 1.10 does not look at it.
		const route =
			place.of === 'table'
				? path`/trash/restore/${id}?tableId=${place.id}`
				: path`/trash/restore/${id}`;
		const restored = await attemptAsync(async () =>
			client.post(
				route,
				{},
				{
					fits: isEmptyAnswer,
					look: found && (async () => ((await findInTrash(client, place, id)) ? undefined : '')),
				},
			),
		);
		if (restored instanceof Error) throw await explained(context, place, restored, id, found);
		return { ...outputOf(found, place, id), restored: true };
	},
});

/** The failure in words, where Teable's own do not tell what to do. */
async function explained(
	context: ItemContext<TeableClient>,
	place: TrashPlace,
	failure: Error,
	id: string,
	found?: FoundInTrash,
): Promise<Error> {
	const { status, message = '' } = refusalOf(failure) ?? {};
	if (fateOf(failure) !== 'notWritten') return failure;
	const said = (error: Error) => {
		failure.message = error.message;
		return failure;
	};
	if (/parent .*(trash)/.test(message)) {
		return said(
			context.param.failure(
				place.of === 'base'
					? "The base of this table, or its space, is in the trash too. Restore that first, with 'What Was Deleted' set to Bases or Spaces."
					: "The space of this base is in the trash too. Restore it first, with 'What Was Deleted' set to Spaces.",
			),
		);
	}
	if (/^(Could not find primary index|Table not found)/.test(message)) {
		return said(context.param.bad(TABLE_IS_GONE));
	}
	if (status === 404 && / not found$/.test(message)) return said(noSuchEntry(context, id));
	if (status === 500 && place.of === 'table' && found?.item.resourceType === 'field') {
		const words = await nameTaken(context, place.id, found, message);
		if (words !== undefined) return said(context.param.failure(words));
	}
	return failure;
}

/** A field does not come back where another has its name in the database by now: 500, which only v2 explains. */
async function nameTaken(
	{ client }: ItemContext<TeableClient>,
	tableId: string,
	{ item, trash }: FoundInTrash,
	message: string,
): Promise<string | undefined> {
	const fields = await attemptAsync(async () =>
		client.get<Array<Field & { dbFieldName: string }>>(path`/table/${tableId}/field`),
	);
	if (fields instanceof Error) return undefined;
	const names = idsIn(item).map((id) => named(trash.resources, id)?.name);
	const other = fields.find(
		({ name, dbFieldName }) =>
			names.includes(name) ||
			names.includes(dbFieldName) ||
			message.startsWith(`Db Field name ${dbFieldName} `),
	);
	if (!other) return undefined;
	return `Teable could not restore the field ${names.map((name) => `'${name}'`).join(', ')}, as the table has another field by now, '${other.name}' (${other.id}), whose name in the database is '${other.dbFieldName}'. Delete that field, or change its name in the database in Teable, and restore again.`;
}
