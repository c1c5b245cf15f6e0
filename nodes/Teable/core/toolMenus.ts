import type { IDisplayOptions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { IN_TOOLS, KNOWS_TOOLS, NOT_IN_TOOLS } from './tool';

const CHOOSE_FROM_LIST = /\. Choose from the list, or specify an ID using an <a .*$/;

/**
 * The same properties, with an additional resource locator for each menu that n8n loads. It replaces the menu if the
 * node is a tool of an AI agent. n8n lets the model define ("✨") locators and strings, but not menus. The locator lists
 * the same entries, with the method of the same name under `listSearch`. A string that the menu stored before is used as the
 * value of the locator.
 *
 * n8n 1.94 does not support `@tool` yet and still shows the menus.
 */
export const withToolMenus = (properties: INodeProperties[]): INodeProperties[] =>
	KNOWS_TOOLS ? properties.flatMap(withToolMenu) : properties;

function withToolMenu(property: INodeProperties): INodeProperties[] {
	switch (property.type) {
		case 'options':
			return property.typeOptions?.loadOptionsMethod
				? [notInTools(property), locatorFor(property)]
				: [property];
		case 'collection':
			return [{ ...property, options: withToolMenus(property.options as INodeProperties[]) }];
		case 'fixedCollection': {
			const groups = property.options as INodePropertyCollection[];
			// A new row gets the default of the last property with a name (n8n 2.41), so the menu comes last.
			const options = groups.map((group) => ({
				...group,
				values: group.values.flatMap((value) => withToolMenu(value).reverse()),
			}));
			return [{ ...property, options }];
		}
		default:
			return [property];
	}
}

const notInTools = (menu: INodeProperties): INodeProperties => ({
	...menu,
	displayOptions: shown(menu, NOT_IN_TOOLS),
});

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
	displayOptions: shown(menu, IN_TOOLS),
});

const shown = (
	{ displayOptions }: INodeProperties,
	where: IDisplayOptions['show'],
): IDisplayOptions => ({
	...displayOptions,
	show: { ...where, ...displayOptions?.show },
});
