import { likelyBaseId } from '../../fields/locators/chosenIds';
import type { TeableClient } from '../../teable/http/client';
import { allowed } from '../../teable/http/errors';
import { fetchBaseOf, fetchTableInBase } from '../../teable/schema/base';
import type { EventContext } from '../polling/event';

/**
 * When something last changed in a table, in epoch milliseconds of the server's clock. New, updated and deleted
 * records and changes through links all update it, so one small request shows that nothing has changed. (A change in
 * the same millisecond as an earlier one is found with the next change.)
 *
 * @returns undefined if the credential lacks the scope table|read, or the base is not known
 */
export async function fetchTableTime(
	client: TeableClient,
	baseId: string | undefined,
	tableId: string,
): Promise<number | undefined> {
	if (baseId === undefined) return undefined;
	const table = await allowed(fetchTableInBase(client, baseId, tableId));
	return table?.lastModifiedTime === undefined ? undefined : Date.parse(table.lastModifiedTime);
}

/** The base of a table: the chosen one, or else the one in which the table is found. */
export const findBase = async (
	{ client, param }: EventContext,
	tableId: string,
): Promise<string | undefined> => await fetchBaseOf(client, tableId, likelyBaseId(param));
