import type { INodeProperties } from 'n8n-workflow';

import type { fieldLists } from './lists/fieldLists';

interface MenuText {
	displayName: string;
	name: string;
	/** What the field is for, without a full stop. */
	description: string;
	/** The list of fields to choose from. */
	from?: keyof typeof fieldLists;
}

/** A menu of the chosen table's fields, for entries of lists and options: n8n offers no locator there. */
export const fieldMenu = ({
	displayName,
	name,
	description,
	from = 'getField',
}: MenuText): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod: from, loadOptionsDependsOn: ['tableId.value'] },
	default: '',
	description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

/** The same for several fields, which `namedFields` reads. */
export const fieldsMenu = ({
	displayName,
	name,
	description,
	from = 'getFields',
}: MenuText): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: from, loadOptionsDependsOn: ['tableId.value'] },
	default: [],
	description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});
