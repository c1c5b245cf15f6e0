import type { TeableClient } from '../../teable/http/client';
import { allowed, refusalOf } from '../../teable/http/errors';
import type { Base, Named } from '../../teable/http/types';
import { fetchBases } from '../../teable/schema/base';
import { fetchSpaces } from '../../teable/schema/space';

/**
 * The bases that the credential lists, in Teable's order. Bases of one name have the names of their spaces behind them.
 *
 * @throws Error that says how to do without the list, where the credential may not list bases: on 1.10 OAuth may not,
 * nor may an access token that is limited to bases and lacks the scope base|read_all
 */
export async function listBases(client: TeableClient): Promise<Named[]> {
	const bases = await fetchBases(client).catch((error: Error): Base[] => {
		throw refusalOf(error)?.status === 403 ? new Error(NOT_ALLOWED) : error;
	});
	const names = bases.map(({ name }) => name);
	const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
	if (!names.some(isShared)) return bases;

	const spaces = (await allowed(fetchSpaces(client))) ?? [];
	const spaceNames = new Map(spaces.map(({ id, name }) => [id, name]));
	return bases.map(({ id, name, spaceId }) => {
		const space = isShared(name) ? spaceNames.get(spaceId) : undefined;
		return { id, name: space === undefined ? name : `${name} (${space})` };
	});
}

const NOT_ALLOWED =
	"This credential may not list bases. Choose By URL and paste the address of the base, as your browser shows it, or leave 'Base' empty and give 'Table' by URL.";
