import type { IDisplayOptions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { IN_TOOLS, KNOWS_TOOLS, NOT_IN_TOOLS } from './tool';

const CHOOSE_FROM_LIST = /\. Choose from the list, or specify an ID using an <a .*$/;

/**
 * The same properties, with an additional version for AI tools of each that has a menu that n8n loads. It has a resource
 * locator in place of the menu, because n8n lets the model define ("✨") locators and strings, but not menus. The locator
 * lists the same entries, with the method of the same name under `listSearch`. A string that the menu stored before is
 * used as the value of the locator.
 *
 * A list of rows has a version as a whole: n8n gives a new row the default of the last field with a name, whether or not
 * it is shown (2.41). The default of a locator makes a menu red, and that of a menu makes a locator unusable.
 *
 * n8n 1.94 does not support `@tool` yet and still shows the menus.
 */
export const withToolMenus = (properties: INodeProperties[]): INodeProperties[] =>
	KNOWS_TOOLS
		? properties.flatMap((property) => {
				const inTools = withLocators(property);
				return inTools === property
					? [property]
					: [shown(property, NOT_IN_TOOLS), shown(inTools, IN_TOOLS)];
			})
		: properties;

/** The property with locators in place of its menus; the same object if it has none. */
function withLocators(property: INodeProperties): INodeProperties {
	switch (property.type) {
		case 'options':
			return property.typeOptions?.loadOptionsMethod ? locatorFor(property) : property;
		case 'collection':
			return withEntries(property, 'options', withLocators);
		case 'fixedCollection':
			return withEntries(property, 'options', (group: INodePropertyCollection) =>
				withEntries(group, 'values', withLocators),
			);
		default:
			return property;
	}
}

/** The same with changed entries under a key; the same object if none has changed. */
function withEntries<Key extends string, Entry, Of extends { [key in Key]?: unknown }>(
	of: Of,
	key: Key,
	change: (entry: Entry) => Entry,
): Of {
	const entries = of[key] as Entry[];
	const changed = entries.map(change);
	return changed.every((entry, index) => entry === entries[index]) ? of : { ...of, [key]: changed };
}

const locatorFor = (menu: INodeProperties): INodeProperties => ({
	displayName: menu.displayName.replace(/ Name or ID$/, ''),
	name: menu.name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: menu.description?.replace(CHOOSE_FROM_LIST, ''),
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: menu.typeOptions?.loadOptionsMethod, searchable: true },
		},
		{ displayName: 'By Name or ID', name: 'id', type: 'string' },
	],
	displayOptions: menu.displayOptions,
});

const shown = (property: INodeProperties, where: IDisplayOptions['show']): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		show: { ...where, ...property.displayOptions?.show },
	},
});
