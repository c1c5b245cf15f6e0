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
import { ALL_KINDS, chosenPlace, placeFields } from './shared/place';

export const restore = defineOperation({
	name: 'Restore',
	value: 'restore',
	action: 'Restore from trash',
	description:
		'Restore deleted records, fields with their values, views, tables, bases or spaces, with the same IDs. What was deleted together is restored together. Links to a restored table are only restored on newer servers.',
	properties: [...placeFields(ALL_KINDS), entryLocator],
	async each(context) {
		const { client, param } = context;
		const place = chosenPlace(param, ALL_KINDS);
		const found = await fetchChosenEntry(context, place);
		const id = found?.item.id ?? chosenEntryId(context);
		// 2026 servers require the table; 1.10 ignores it.
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

/** Replaces the failure's message if Teable's own does not say what to do. */
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
			place.of === 'base'
				? context.param.failure(
						"The table's base or space is also in the trash",
						"Restore it first, with 'What Was Deleted' set to Bases or Spaces.",
					)
				: context.param.failure(
						"The base's space is also in the trash",
						"Restore it first, with 'What Was Deleted' set to Spaces.",
					),
		);
	}
	if (/^(Could not find primary index|Table not found)/.test(message)) {
		return said(context.param.bad(TABLE_IS_GONE));
	}
	if (status === 404 && / not found$/.test(message)) return said(noSuchEntry(context, id));
	if (status === 500 && place.of === 'table' && found?.item.resourceType === 'field') {
		const taken = await nameTaken(context, place.id, found, message);
		if (taken !== undefined) return said(taken);
	}
	return failure;
}

/** A field cannot be restored if another one has taken its database name: 500, which only v2 explains. */
async function nameTaken(
	{ client, param }: ItemContext<TeableClient>,
	tableId: string,
	{ item, trash }: FoundInTrash,
	message: string,
): Promise<Error | undefined> {
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
	return param.failure(
		`Field ${names.map((name) => `'${name}'`).join(', ')} could not be restored because its database name '${other.dbFieldName}' is now used by field '${other.name}' (${other.id})`,
		'Delete that field or change its database name in Teable, then run the node again.',
	);
}
