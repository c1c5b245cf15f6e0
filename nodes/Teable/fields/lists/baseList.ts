import { sortBy } from 'lodash';

import type { TeableClient } from '../../teable/http/client';
import { allowed, refusalOf } from '../../teable/http/errors';
import type { Base, Named } from '../../teable/http/types';
import { fetchBases } from '../../teable/schema/base';
import { fetchSpaces } from '../../teable/schema/space';

/**
 * The bases that the credential can list, by space, in the order shown in Teable. Bases with the same name have the
 * name of their space after it, or their ID.
 *
 * @throws Error that says how to do without the list, if the credential may not list bases: on 1.10 OAuth may not,
 * nor may an access token that is limited to bases and lacks the scope base|read_all
 */
export async function listBases(client: TeableClient): Promise<Named[]> {
	const [bases, spaces = []] = await Promise.all([
		fetchBases(client).catch((error: Error): Base[] => {
			throw refusalOf(error)?.status === 403 ? new Error(NOT_ALLOWED) : error;
		}),
		allowed(fetchSpaces(client)),
	]);
	// Teable sorts them by the ID of their space, which is arbitrary.
	const places = new Map(spaces.map(({ id }, place) => [id, place]));
	const ordered = sortBy(bases, ({ spaceId }) => places.get(spaceId) ?? spaces.length);
	const spaceNames = new Map(spaces.map(({ id, name }) => [id, name]));
	const bySpace = withSuffix(ordered, ({ spaceId }) => spaceNames.get(spaceId));
	return withSuffix(bySpace, ({ id }) => id);
}

/** Adds a suffix to the names that several have. */
function withSuffix<T extends Named>(list: T[], suffixOf: (one: T) => string | undefined): T[] {
	const names = list.map(({ name }) => name);
	return list.map((one) => {
		const isShared = names.indexOf(one.name) !== names.lastIndexOf(one.name);
		const suffix = isShared ? suffixOf(one) : undefined;
		return suffix === undefined ? one : { ...one, name: `${one.name} (${suffix})` };
	});
}

const NOT_ALLOWED =
	"This credential can't list bases. Choose By URL and paste the URL of the base from your browser, or leave 'Base' empty and specify 'Table' by URL.";
