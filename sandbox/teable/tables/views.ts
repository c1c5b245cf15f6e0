import { internal, invalid, localized } from '../../errors';
import { newId } from '../../ids';
import { domainError } from '../records/cells/keys';
import { operatorsOf } from '../records/queries/operators';
import type { Filter } from '../records/queries/filter';
import type { Field, State, Table, User, View } from '../../state';
import { checkLengths } from '../lengths';
import { freeName } from '../names';
import { addToTrash } from '../trash';

/** What a caller sends to create a view. */
export interface ViewTerms {
	name?: string;
	type: string;
	description?: string;
	filter?: unknown;
	sort?: View['sort'];
	group?: unknown;
	options?: Record<string, unknown>;
	columnMeta?: Record<string, Partial<View['columnMeta'][string]>>;
	isLocked?: boolean;
}

/** Adds a view after the others, with defaults for what its type needs. @throws 400 for long text on 2026 */
export function addView(state: State, table: Table, user: User, terms: ViewTerms): View {
	const now = state.timestamp();
	const { type, isLocked, description } = terms;
	const name = freeName(terms.name ?? 'New view', table.views);
	if (state.version === '2026-07') checkLengths('view', { name, description });
	const view: View = {
		id: newId('viw'),
		name,
		type,
		createdBy: user.id,
		createdTime: now,
		lastModifiedTime: now,
		columnMeta: columnsOf(state, table, terms),
	};
	setProperty(view, 'description', description);
	setProperty(view, 'filter', terms.filter);
	setProperty(view, 'sort', terms.sort);
	setProperty(view, 'group', terms.group);
	setProperty(view, 'options', optionsOf(table, terms));
	// 1.10.0 accepts it only in a separate request.
	if (state.version === '2026-07') setProperty(view, 'isLocked', isLocked);
	table.views.push(view);
	return view;
}

/** Sets a property of a view, or removes it, because answers don't contain null. */
export function setProperty(view: View, name: string, value: unknown) {
	if (value === undefined || value === null || value === '' || value === false) delete view[name];
	else view[name] = value;
}

/** Changes a view on behalf of a user. @throws 400 for long text on 2026 */
export function changeView(state: State, view: View, user: User, changes: Partial<View>) {
	if (state.version === '2026-07') checkLengths('view', changes);
	for (const [name, value] of Object.entries(changes)) setProperty(view, name, value);
	// An empty name counts as one.
	if (changes.name !== undefined) view.name = changes.name;
	view.lastModifiedTime = state.timestamp();
	view.lastModifiedBy = user.id;
}

function columnsOf(state: State, table: Table, { type, columnMeta = {} }: ViewTerms) {
	return Object.fromEntries(
		table.fields.map((field, order) => [
			field.id,
			{ order, ...visibility(state, type, field), ...columnMeta[field.id] },
		]),
	);
}

/**
 * Forms of 2026 list the fields that a person can fill in. Those of 1.10.0 list none. Cards show the primary field.
 */
function visibility({ version }: State, type: string, field: Field) {
	if (type === 'grid') return {};
	if (type !== 'form') return field.isPrimary ? { visible: true } : {};
	const canBeFilled = !field.isComputed && field.type !== 'button';
	return version === '2026-07' && canBeFilled ? { visible: true } : {};
}

function optionsOf(table: Table, { type, options }: ViewTerms) {
	const first = (isIt: (field: Field) => boolean) => table.fields.find(isIt)?.id;
	if (type === 'gallery') {
		return { coverFieldId: first((field) => field.type === 'attachment'), ...options };
	}
	if (type === 'calendar') {
		const date = first(({ cellValueType }) => cellValueType === 'dateTime');
		return { startDateFieldId: date, endDateFieldId: date, ...options };
	}
	return options;
}

/** A copy after the others, with a number in its name. The name that is sent is ignored. */
export function duplicateView(state: State, table: Table, user: User, view: View): View {
	const { name, type, description, filter, sort, group, options, columnMeta } = view;
	return addView(
		state,
		table,
		user,
		structuredClone({
			...{ name, type, sort, filter, group, columnMeta },
			description: description as string | undefined,
			options: options as ViewTerms['options'],
		}),
	);
}

/** @throws 400 for the last view on 2026; **1.10.0 deletes it, and then can't return the table any more** */
export function deleteView(state: State, user: User, table: Table, view: View) {
	if (table.views.length === 1 && state.version === '2026-07') {
		throw refused(
			state,
			'Cannot delete the last view in a table. A table must have at least one view.',
			'cannotDeleteLastView',
		);
	}
	const index = table.views.indexOf(view);
	table.views.splice(index, 1);
	addToTrash(state, user, {
		type: 'view',
		resources: [view],
		parentId: table.id,
		restore: () => table.views.splice(index, 0, view),
	});
}

/** The default view of a table. @throws 500 if there is none, like 1.10.0 */
export function defaultViewOf(table: Table): View {
	const [view] = table.views;
	if (!view) throw internal();
	return view;
}

/** @throws 404; 500 on 1.10.0, which finds the views of any table */
export function viewOrThrow(state: State, table: Table, viewId: string): View {
	const tables = state.version === '1.10.0' ? [...state.tables.values()] : [table];
	const view = tables.flatMap(({ views }) => views).find(({ id }) => id === viewId);
	if (view) return view;
	if (state.version === '1.10.0') throw internal();
	const text = 'View not found';
	throw localized(state.version, 404, text, 'view.notFound');
}

/**
 * The view to change. @throws 404; 400 on 1.10.0
 * @param missing the error of 1.10.0
 */
export function viewToChange(
	state: State,
	table: Table,
	viewId: string,
	missing = 'View not found',
): View {
	const view = table.views.find(({ id }) => id === viewId);
	if (view) return view;
	if (state.version === '1.10.0') throw invalid(missing);
	const text = `View not found with id: ${viewId} and tableId: ${table.id}`;
	throw localized(state.version, 404, text, 'view.notFound');
}

/**
 * The checks of 2026 when a filter is set. 1.10.0 stores any filter, and so do both when a view is created. @throws
 * 400
 */
export function checkFilter(state: State, table: Table, filter: Filter | null) {
	if (state.version === '1.10.0') return;
	for (const item of filter?.filterSet ?? []) {
		if ('filterSet' in item) {
			checkFilter(state, table, item);
			continue;
		}
		const { fieldId, operator } = item;
		const field = table.fields.find(({ id }) => id === fieldId);
		if (!field) {
			const text = `The field '${fieldId}' was not found and this filter condition will be ignored.`;
			throw refused(state, text, 'filterInvalidOperatorMode');
		}
		const operators = operatorsOf(field);
		if (item.isSymbol || operators.includes(operator)) continue;
		throw refused(
			state,
			`The '${operator}' operation provided for '${fieldId}' is invalid. Allowed operators: [${operators.join(',')}].`,
			'filterInvalidOperatorMode',
		);
	}
}

interface ColumnChange {
	fieldId: string;
	columnMeta: Partial<View['columnMeta'][string]>;
}

/** Hides, shows and orders columns. @throws for an unknown field, and for hiding the primary field */
export function changeColumns(state: State, table: Table, view: View, changes: ColumnChange[]) {
	const is2026 = state.version === '2026-07';
	for (const { fieldId, columnMeta } of changes) {
		const field = table.fields.find(({ id }) => id === fieldId);
		if (!field) {
			const texts = {
				'1.10.0': 'field is not found in table',
				'2026-07': `Fields ${fieldId} not found in table ${table.id}`,
			};
			const context = { fieldIds: fieldId, tableId: table.id };
			throw localized(state.version, is2026 ? 404 : 400, texts, 'field.notFoundInTable', context);
		}
		if (field.isPrimary && columnMeta.hidden) {
			const texts = {
				'1.10.0': 'primary field can not be hidden',
				'2026-07': `Primary field can not be hidden for view type ${view.type}`,
			};
			const key = 'view.primaryFieldCannotBeHidden';
			throw localized(state.version, is2026 ? 400 : 403, texts, key);
		}
	}
	for (const { fieldId, columnMeta } of changes) {
		view.columnMeta[fieldId] = { ...view.columnMeta[fieldId], ...columnMeta };
	}
}

/** An error 400 with a translation key of the views. */
export function refused(state: State, text: string, key: string) {
	return localized(state.version, 400, text, `view.${key}`);
}

/** **On v2 a view without a name makes every read and write of the table's records fail.** @throws 400 */
export function checkViewNames(state: State, table: Table) {
	if (state.bases.get(table.baseId)?.engine !== 'v2') return;
	if (table.views.every(({ name }) => name.trim() !== '')) return;
	const tags = ['validation'];
	throw domainError(400, 'validation_error', 'Invalid ViewName', 'validation.invalid', tags);
}
