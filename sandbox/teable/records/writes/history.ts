import { randomText } from '../../../ids';
import type { Field, State, Table, TeableRecord, User } from '../../../state';
import { describeAuthor } from '../../account/accounts';
import { choicesOf } from '../cells/choices';

const PAGE = 20;

/** Records the change of a cell. Creating and deleting aren't recorded here. */
export function noteChange(
	table: Table,
	user: User,
	record: TeableRecord,
	field: Field,
	before: unknown,
	after: unknown,
	createdTime: string,
) {
	const id = `rhi${randomText(24)}`;
	table.history.push({
		id,
		recordId: record.id,
		field,
		before,
		after,
		createdTime,
		createdBy: user.id,
	});
}

export interface HistoryQuery {
	recordId?: string;
	startDate?: string;
	endDate?: string;
	cursor?: string;
}

/**
 * One page of changes, newest first. A cursor that the server didn't issue starts at the beginning on 2026 servers,
 * and returns nothing on 1.10.0.
 */
export function listHistory(
	state: State,
	table: Table,
	{ recordId, startDate, endDate, cursor }: HistoryQuery,
) {
	const wanted = table.history
		.filter(
			(entry) =>
				(recordId === undefined || entry.recordId === recordId) &&
				(startDate === undefined || entry.createdTime >= startDate) &&
				(endDate === undefined || entry.createdTime <= endDate),
		)
		.reverse();
	const found = wanted.findIndex(({ id }) => id === cursor);
	const start =
		cursor === undefined
			? 0
			: found < 0 && state.version === '1.10.0'
				? wanted.length
				: Math.max(0, found);
	const page = wanted.slice(start, start + PAGE);
	const authors = new Set(page.map(({ createdBy }) => createdBy));
	return {
		historyList: page.map(
			({ id, recordId: record, field, before, after, createdTime, createdBy }) => ({
				...{ id, tableId: table.id, recordId: record, fieldId: field.id },
				before: describeState(field, before),
				after: describeState(field, after),
				...{ createdTime, createdBy },
			}),
		),
		userMap: Object.fromEntries([...authors].map((id) => [id, describeAuthor(state, id)])),
		nextCursor: wanted[start + PAGE]?.id,
	};
}

function describeState(field: Field, cell: unknown) {
	const { type, name, cellValueType } = field;
	const names = [cell].flat();
	const choices = choicesOf(field).filter((choice) => names.includes(choice.name));
	const options = type.endsWith('Select') ? { choices } : null;
	return { meta: { type, name, options, cellValueType }, data: cell };
}
