import { lowerCase, mapValues, pick, upperFirst } from 'lodash';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { matching } from './editor';
import { fieldLists } from './fieldLists';

const menus = pick(
	fieldLists,
	...([
		'getField',
		'getFunctions',
		'getMatchableFields',
		'getOperators',
		'getOptionalField',
		'getValue',
	] as const),
);

/** The menus of fields and of what depends on one as searchable lists, for the locators that tools have instead. */
export const searchableMenus = mapValues(
	menus,
	(load) =>
		async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
			const [first, ...others] = await load.call(this);
			// The first option of a menu is empty, and its name says what to do.
			if (others.length === 0) throw new Error(`${upperFirst(lowerCase(first.name))}.`);
			return { results: matching(others, filter) };
		},
);
