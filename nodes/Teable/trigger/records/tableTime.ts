import { baseLocator } from '../../fields/locators/tableLocators';
import { isTeableId } from '../../teable/schema/id';
import type { TeableClient } from '../../teable/http/client';
import { refusalOf } from '../../teable/http/errors';
import { path } from '../../teable/http/path';
import type { Base } from '../../teable/http/types';
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
	const table = await allowed(
		client.get<{ lastModifiedTime?: string }>(path`/base/${baseId}/table/${tableId}`),
	);
	return table?.lastModifiedTime === undefined ? undefined : Date.parse(table.lastModifiedTime);
}

/** The base of a table: the chosen one, or else the one in which the table is found. */
export async function findBase(
	{ client, param }: EventContext,
	tableId: string,
): Promise<string | undefined> {
	const { value } = param.locator(baseLocator.name);
	if (isTeableId('bse', value)) return value;
	const bases = await allowed(client.get<Base[]>(path`/base/access/all`));
	const holds = await Promise.all(
		(bases ?? []).map(async ({ id }) => (await fetchTableTime(client, id, tableId)) !== undefined),
	);
	return bases?.find((_, index) => holds[index])?.id;
}

/** Undefined if the credential has no access, or if there is no such thing. */
const allowed = async <T>(answer: Promise<T>): Promise<T | undefined> =>
	await answer.catch((error: Error) => {
		const status = refusalOf(error)?.status;
		if (status === 403 || status === 404) return undefined;
		throw error;
	});
