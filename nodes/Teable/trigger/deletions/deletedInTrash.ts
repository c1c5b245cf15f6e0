import type { IDataObject } from 'n8n-workflow';

import { chosenTableId } from '../../fields/locators/chosenIds';
import { refusalOf } from '../../teable/http/errors';
import type { Trash, TrashItem, TrashPlace } from '../../teable/reading/trash';
import { deletedAt, fetchTrash, fetchTrashPage, idsIn } from '../../teable/reading/trash';
import type { EventContext, Polled, Start } from '../polling/event';
import { checkIgnored, fetchIgnored } from '../records/ignoredUsers';
import type { Window } from '../polling/window';
import { advance, openWindow, windowBefore } from '../polling/window';
import { named } from '../../values/named';

/** The starting point for reading deletions from a table's trash. */
export async function beginInTrash(context: EventContext, start: Start): Promise<Window> {
	await checkIgnored(context);
	const last = await lastDeleted(context);
	if (start !== 'now') return openWindow(start === 'beginning' ? 0 : start);
	const window = last ? windowBefore(deletedAt(last)) : openWindow(0);
	return (await pollTrash(context, window)).state;
}

/** The records deleted since the last poll. If there are none, it takes one request for one trash entry. */
export async function pollTrash(context: EventContext, before: Window): Promise<Polled<Window>> {
	const last = await lastDeleted(context);
	if (!last || deletedAt(last) < before.since || before.seen.includes(last.id)) {
		return { items: [], state: before };
	}
	const { client, param } = context;
	const trash = await fetchTrash(client, trashOf(param), covers(before.since));
	const { fresh, window } = advance(before, trash.items, {
		timeOf: deletedAt,
		keyOf: ({ id }) => id,
	});
	const ignores = await fetchIgnored(context);
	const byOthers = fresh.filter(({ deletedBy }) => !ignores(deletedBy)).reverse();
	return { items: byOthers.flatMap((item) => recordsIn(item, trash)), state: window };
}

/** The records that were deleted last; none if the trash is empty. */
export async function sampleFromTrash({ client, param }: EventContext): Promise<IDataObject[]> {
	const trash = await fetchTrash(client, trashOf(param), () => true);
	return trash.items.flatMap((item) => recordsIn(item, trash));
}

/** @throws NodeOperationError that also suggests comparing IDs if the credential cannot access the trash */
async function lastDeleted({ client, param }: EventContext): Promise<TrashItem | undefined> {
	const reading = fetchTrashPage(client, trashOf(param), { pageSize: 1 });
	const { trashItems } = await reading.catch((error: Error) => {
		if (refusalOf(error)?.status !== 403) throw error;
		throw param.failure(
			`${error.message} Or set 'Find Deletions By' to Comparing IDs. The trash requires a session on Teable 1.10, and a session or a token with the scope table|trash_read on newer servers.`,
		);
	});
	return trashItems[0];
}

const trashOf = (param: EventContext['param']): TrashPlace => ({
	of: 'table',
	id: chosenTableId(param),
});

/** Whether everything deleted since then has been read. */
const covers = (since: number) => (items: TrashItem[]) => {
	const oldest = items.at(-1);
	return oldest !== undefined && deletedAt(oldest) < since;
};

function recordsIn(item: TrashItem, { resources, people }: Trash): IDataObject[] {
	if (item.resourceType !== 'record') return [];
	const { deletedTime, deletedBy } = item;
	const { name, email } = named(people, deletedBy) ?? {};
	return idsIn(item).map((id) => ({
		id,
		name: named(resources, id)?.name ?? null,
		deletedTime,
		deletedBy: { id: deletedBy, name, email },
	}));
}
