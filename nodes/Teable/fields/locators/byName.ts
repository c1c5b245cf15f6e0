import type { INodeProperties } from 'n8n-workflow';

import { isShown } from '../../core/check';
import type { Parameters } from '../../core/parameters';
import type { BadParameter } from '../../core/reader';
import type { TeableClient } from '../../teable/http/client';
import { allowed } from '../../teable/http/errors';
import { fetchBases, fetchTables } from '../../teable/schema/base';
import { isTeableId } from '../../teable/schema/id';
import { fetchSpaces } from '../../teable/schema/space';
import { readViews } from '../../teable/schema/views/view';
import { closest } from '../../values/closest';
import { quoted } from '../../values/quoted';
import { checkedId } from './chosenIds';
import { NAME_MODE } from './modes';
import { baseLocator, spaceLocator, tableLocator, viewLocator } from './tableLocators';

/** Something whose locator has the mode By Name, with the list to look names up in. */
interface Nameable {
	locator: INodeProperties;
	prefix: string;
	noun: string;
	/** What contains it, whose locator must be filled in too. */
	within?: Nameable;
	/** Undefined if the credential cannot list them. */
	list(client: TeableClient, withinId: string): Promise<Named[] | undefined>;
}

interface Named {
	id: string;
	name: string;
}

const space: Nameable = {
	...{ locator: spaceLocator, prefix: 'spc', noun: 'space' },
	list: async (client) => await allowed(fetchSpaces(client)),
};

const base: Nameable = {
	...{ locator: baseLocator, prefix: 'bse', noun: 'base' },
	list: async (client) => await allowed(fetchBases(client)),
};

const table: Nameable = {
	...{ locator: tableLocator, prefix: 'tbl', noun: 'table', within: base },
	list: fetchTables,
};

const view: Nameable = {
	...{ locator: viewLocator, prefix: 'viw', noun: 'view', within: table },
	list: readViews,
};

const NAMEABLE = [space, base, table, view];

/** Where locators are read: an item's parameters, or those in the editor. */
export interface LocatorSource {
	locator(name: string): { mode: string; value: string };
	bad(parameter: BadParameter): Error;
}

/**
 * Replaces names in the locators of an operation or event with IDs. Each list of names is read once per run, so a name
 * refers to the same thing during the whole run.
 *
 * @throws NodeOperationError if nothing or more than one thing has the name, or if the list cannot be read
 */
export async function resolveNames(
	properties: INodeProperties[],
	{ client, param }: { client: TeableClient; param: Parameters },
): Promise<void> {
	for (const kind of NAMEABLE) {
		const { name } = kind.locator;
		const { mode } = (param.written(name) ?? {}) as { mode?: unknown };
		if (mode !== NAME_MODE) continue;
		const shown = properties.some((property) => property.name === name && isShown(property, param));
		if (shown) param.settle(name, await locatedId(client, param, kind));
	}
}

/** The ID in a locator of the editor, which may contain a name; '' for none. @throws as `resolveNames` */
export async function idInLocator(
	client: TeableClient,
	source: LocatorSource,
	name: string,
): Promise<string> {
	const kind = NAMEABLE.find(({ locator }) => locator.name === name);
	return kind ? await locatedId(client, source, kind) : source.locator(name).value;
}

/** IDs are accepted in this mode too, as an expression or AI agent may use either. */
function holdsName({ locator, prefix }: Nameable, source: LocatorSource): boolean {
	const { mode, value } = source.locator(locator.name);
	return mode === NAME_MODE && value !== '' && !isTeableId(prefix, value);
}

async function locatedId(
	client: TeableClient,
	source: LocatorSource,
	kind: Nameable,
): Promise<string> {
	const { value } = source.locator(kind.locator.name);
	if (!holdsName(kind, source)) return value;
	const withinId = kind.within ? await idAround(client, source, kind, kind.within) : '';
	const key = `${kind.noun}s by name in ${withinId}`;
	const things = await client.once(key, async () => await kind.list(client, withinId));
	return idNamed(value, things ?? [], kind, source);
}

async function idAround(
	client: TeableClient,
	source: LocatorSource,
	{ locator: { displayName }, noun }: Nameable,
	within: Nameable,
): Promise<string> {
	const label = within.locator.displayName;
	const id = await locatedId(client, source, within);
	if (id !== '') return checkedId(source, id, label, within.prefix);
	throw source.bad({
		label: displayName,
		problem: `is specified by name, but '${label}' is empty`,
		remedy: `Choose the ${within.noun} of the ${noun}, or specify '${displayName}' by URL or ID.`,
	});
}

/** @throws Error unless exactly one of the things has the name */
function idNamed(
	name: string,
	things: Named[],
	{ locator: { displayName: label }, noun, within }: Nameable,
	{ bad }: LocatorSource,
): string {
	if (things.length === 0 && !within) {
		throw bad({
			label,
			problem: `is ${quoted(name)}, but this credential can't list any ${noun}s`,
			remedy: `Specify '${label}' by URL or ID.`,
		});
	}
	// The older engines keep spaces around a name.
	const [found, ...others] = things.filter((thing) => thing.name.trim() === name);
	if (!found) {
		const likest = closest(name, things, (thing) => thing.name).map((thing) => quoted(thing.name));
		throw bad({
			label,
			problem: `is ${quoted(name)}, but there is no ${noun} with this name${within ? ` in the ${within.noun}` : ''}`,
			remedy:
				likest.length === 0
					? `There are no ${noun}s.`
					: `The closest ${likest.length === 1 ? 'name is' : 'names are'} ${likest.join(', ')}. Names are case-sensitive.`,
		});
	}
	if (others.length === 0) return found.id;
	throw bad({
		label,
		problem: `is ${quoted(name)}, but ${others.length + 1} ${noun}s have this name`,
		remedy: `Use the ID of one of them instead: ${[found, ...others].map(({ id }) => id).join(', ')}.`,
	});
}
