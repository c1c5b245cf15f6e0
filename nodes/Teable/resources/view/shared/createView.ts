import type { IDataObject } from 'n8n-workflow';

import { attemptAsync } from '../../../core/attempt';
import { withFate } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { createdIn } from '../../../teable/http/createdIn';
import { sentence } from '../../../teable/http/explanations';
import { path } from '../../../teable/http/path';
import { deleteView, setColumns } from '../../../teable/schema/views/changeView';
import { mayHaveName } from '../../../teable/schema/numberedName';
import type { Column, View, ViewTerms } from '../../../teable/schema/views/view';
import { checkStored, holdsColumn, readView, readViews } from '../../../teable/schema/views/view';
import { deleteAgain } from '../../deleteAgain';

export interface NewView extends ViewTerms {
	name: string;
	type: string;
}

/**
 * Creates a view. If it cannot be completed, it is deleted again.
 *
 * @param columns each with its order, which Teable requires
 * @throws NodeApiError, or Error if Teable stored another filter or layout than was sent
 */
export async function createView(
	client: TeableClient,
	tableId: string,
	view: NewView,
	columns: Map<string, Column>,
): Promise<View> {
	const made = await client.post<View>(
		path`/table/${tableId}/view`,
		{
			...view,
			...(columns.size > 0 && { columnMeta: Object.fromEntries(columns) }),
		} as IDataObject,
		await createdIn(
			async () => await readViews(client, tableId),
			({ name, type }) => mayHaveName(name, view.name) && type === view.type,
		),
	);
	const whole = await attemptAsync(async () => await complete(client, tableId, made, columns));
	const failure = whole instanceof Error ? whole : checkStored(whole, view);
	if (!failure) return whole as View;
	throw await removed(client, tableId, made, failure);
}

/** Sets the field settings that Teable dropped on creation, which it does for all types except grids. */
async function complete(
	client: TeableClient,
	tableId: string,
	made: View,
	columns: Map<string, Column>,
): Promise<View> {
	const missing = [...columns].filter(([id, column]) => !holdsColumn(made, id, column));
	if (missing.length === 0) return made;
	await setColumns(client, tableId, made.id, new Map(missing));
	return (await readView(client, tableId, made.id)) ?? made;
}

/** Deletes a new view, and adds this to the failure. */
async function removed(
	client: TeableClient,
	tableId: string,
	{ id, name }: View,
	failure: Error,
): Promise<Error> {
	const { removed: isRemoved, said } = await deleteAgain(
		`View '${name}' (${id})`,
		async () => await deleteView(client, tableId, id),
	);
	failure.message = `${sentence(failure.message)} ${said}`;
	return withFate(failure, isRemoved ? 'notWritten' : 'unknown');
}
