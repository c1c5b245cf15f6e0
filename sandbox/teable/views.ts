import { internal, localized } from '../errors';
import { newId } from '../ids';
import type { State, Table, User, View } from '../state';

export interface ViewTerms {
	name?: string;
	type: string;
	filter?: unknown;
	sort?: View['sort'];
}

export function addView(state: State, table: Table, user: User, terms: ViewTerms): View {
	const now = state.timestamp();
	const { name = 'View', type, filter, sort } = terms;
	const view: View = {
		id: newId('viw'),
		name,
		type,
		...(filter !== undefined && { filter }),
		...(sort !== undefined && { sort }),
		createdBy: user.id,
		createdTime: now,
		lastModifiedTime: now,
		columnMeta: Object.fromEntries(
			table.fields.map((field, order) => [field.id, { order, ...visibility(state, type, field) }]),
		),
	};
	table.views.push(view);
	return view;
}

/** Forms of 2026 name the fields they show: those a person can fill in. */
function visibility(state: State, type: string, field: { isComputed?: boolean; type: string }) {
	const canBeFilled = !field.isComputed && field.type !== 'button';
	return state.version === '2026-07' && type === 'form' && canBeFilled ? { visible: true } : {};
}

/** @throws 404; 500 on 1.10.0 */
export function viewOrThrow(state: State, table: Table, viewId: string): View {
	const view = table.views.find(({ id }) => id === viewId);
	if (view) return view;
	if (state.version === '1.10.0') throw internal();
	const text = 'View not found';
	throw localized(state.version, 404, { '1.10.0': text, '2026-07': text }, 'view.notFound');
}
