import { TeableError, invalid, localized } from '../errors';
import { newCuid, newId, newNanoId } from '../ids';
import type { Base, Space, State, Table, Trashed, TrashEntry, User } from '../state';

/**
 * Adds to the trash what one request deleted: one entry for any number of records, fields or views. The caller has
 * already removed it.
 *
 * @returns the entry, for `takeFromTrash` when an undo restores it
 */
export function addToTrash(state: State, user: User, trashed: Trashed): TrashEntry {
	const { deletedTime = state.timestamp() } = trashed;
	const id = newEntryId(state, trashed);
	const lateFor = isTableOfV2(state, trashed) ? LATE_READS : 0;
	const entry = { ...trashed, id, deletedTime, deletedBy: user.id, lateFor };
	state.trash.push(entry);
	return entry;
}

/** Tables, bases and spaces are marked as deleted, and keep their contents. */
export const trashTable = (state: State, user: User, table: Table): TrashEntry =>
	addMarked(state, user, table, { type: 'table', parentId: table.baseId }, () =>
		destroyTable(state, table),
	);

export const trashBase = (state: State, user: User, base: Base): TrashEntry =>
	addMarked(state, user, base, { type: 'base', parentId: base.spaceId }, () =>
		destroyBase(state, base),
	);

export const trashSpace = (state: State, user: User, space: Space): TrashEntry =>
	addMarked(state, user, space, { type: 'space' }, () => destroySpace(state, space));

function addMarked(
	state: State,
	user: User,
	resource: Table | Base | Space,
	kind: Pick<Trashed, 'type' | 'parentId'>,
	destroy: () => void,
): TrashEntry {
	resource.deleted = true;
	const restore = () => {
		resource.deleted = false;
	};
	return addToTrash(state, user, { ...kind, resources: [resource], restore, destroy });
}

export function destroyTable(state: State, table: Table) {
	state.tables.delete(table.id);
	forget(state, table.id);
}

export function destroyBase(state: State, base: Base) {
	for (const table of state.tables.values()) {
		if (table.baseId === base.id) destroyTable(state, table);
	}
	state.bases.delete(base.id);
	forget(state, base.id);
}

export function destroySpace(state: State, space: Space) {
	for (const base of state.bases.values()) {
		if (base.spaceId === space.id) destroyBase(state, base);
	}
	state.spaces.delete(space.id);
	forget(state, space.id);
}

/** What is permanently deleted leaves no entry. */
function forget(state: State, id: string) {
	state.trash = state.trash.filter(
		({ resources, parentId }) => parentId !== id && resources.every((one) => one.id !== id),
	);
}

/** Records, fields and views have IDs of the trash of their table. v2 uses a nanoid for tables. */
function newEntryId(state: State, { type, parentId }: Trashed): string {
	if (isOfTable(type)) return newId('opr');
	return isTableOfV2(state, { type, parentId }) ? newNanoId() : newCuid();
}

const isTableOfV2 = (state: State, { type, parentId }: Pick<Trashed, 'type' | 'parentId'>) =>
	type === 'table' && state.bases.get(parentId!)?.engine === 'v2';

/** v2 writes the entry of a table a moment after it has deleted the table, so one read doesn't see it. */
const LATE_READS = 1;

/** Whether such a thing is in the trash of its table. The ID of its entry then begins with `opr`. */
export const isOfTable = (type: Trashed['type']): boolean =>
	type === 'record' || type === 'field' || type === 'view';

export function takeFromTrash(state: State, entry: TrashEntry) {
	state.trash = state.trash.filter((other) => other !== entry);
}

/** The entries of a table (records, fields, views), of a base (tables), or all spaces or bases, newest first. */
export const listTrash = (state: State, parentId: string): TrashEntry[] =>
	state.trash.filter((entry) => entry.parentId === parentId).reverse();

/** The entries of a list that are written when it is read. */
export const listWritten = (entries: TrashEntry[]): TrashEntry[] =>
	entries.filter((entry) => {
		if (entry.lateFor === 0) return true;
		entry.lateFor -= 1;
		return false;
	});

/** The spaces or bases that a user deleted, without bases of a space that is itself in the trash. */
export const listTrashOf = (state: State, user: User, type: 'space' | 'base'): TrashEntry[] =>
	state.trash
		.filter(
			(entry) =>
				entry.type === type &&
				entry.deletedBy === user.id &&
				(type === 'space' || state.spaces.get(entry.parentId!)?.deleted === false),
		)
		.reverse();

/** Restores an entry. @throws 403 (1.10.0) or 400 while its container is in the trash too */
export function restore(state: State, entry: TrashEntry) {
	if (isParentTrashed(state, entry)) throw parentTrashed(state, entry);
	entry.restore();
	takeFromTrash(state, entry);
}

function isParentTrashed(state: State, { type, parentId }: TrashEntry): boolean {
	const base = type === 'table' ? state.bases.get(parentId!) : undefined;
	const spaceId = type === 'base' ? parentId : base?.spaceId;
	return (base?.deleted ?? false) || (state.spaces.get(spaceId ?? '')?.deleted ?? false);
}

function parentTrashed(state: State, { type }: TrashEntry): TeableError {
	const parent = type === 'table' ? 'base or space' : 'space';
	const text = `Unable to restore this ${type} because its parent ${parent} is also trashed`;
	if (state.version === '1.10.0') return new TeableError(403, 'restricted_resource', text);
	const key = type === 'table' ? 'trash.parentBaseTrashed' : 'trash.parentSpaceTrashed';
	return invalid('Unable to restore this resource because its parent is also in trash', {
		localization: { i18nKey: `httpErrors.${key}` },
	});
}

/** @throws 404 if the entry isn't there, no longer there, or not in this table */
export function entryOrThrow(state: State, id: string, tableId?: string): TrashEntry {
	const entry = state.trash.find(
		(one) => one.id === id && (tableId === undefined || one.parentId === tableId),
	);
	if (entry) return entry;
	const [what, key] = id.startsWith('opr')
		? ['table trash', 'trash.tableNotFound']
		: ['trash', 'trash.notFound'];
	const text = `The ${what} ${id} not found`;
	throw localized(state.version, 404, text, key);
}

/** Permanently deletes an entry. */
export function destroy(state: State, entry: TrashEntry) {
	takeFromTrash(state, entry);
	entry.destroy?.();
}
