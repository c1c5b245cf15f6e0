import type { INodeProperties } from 'n8n-workflow';

/** Every type that a field may be given, by Teable's name; a lookup is no type in Teable, but made like one. */
export const FIELD_TYPES = {
	attachment: 'Attachment',
	autoNumber: 'Auto Number',
	button: 'Button',
	checkbox: 'Checkbox',
	createdBy: 'Created By',
	createdTime: 'Created Time',
	date: 'Date',
	formula: 'Formula',
	lastModifiedBy: 'Last Modified By',
	lastModifiedTime: 'Last Modified Time',
	link: 'Link to Another Table',
	longText: 'Long Text',
	lookup: 'Lookup',
	multipleSelect: 'Multiple Select',
	number: 'Number',
	rating: 'Rating',
	rollup: 'Rollup',
	singleLineText: 'Single Line Text',
	singleSelect: 'Single Select',
	user: 'User',
} as const;

export type FieldType = keyof typeof FIELD_TYPES;

export const ALL_TYPES = Object.keys(FIELD_TYPES) as FieldType[];

const DESCRIPTIONS: Partial<Record<FieldType, string>> = {
	attachment: 'Files',
	autoNumber: 'A number that Teable counts up with each record',
	button: 'A button that starts an automation of Teable',
	formula: 'A value that Teable calculates from other fields of the record',
	link: 'Records of another table, or of the same one',
	lookup: 'The values of a field in the linked records',
	number: 'A number, also as a percentage or an amount of money',
	rollup: 'One value from a field in the linked records, e.g. their sum or how many there are',
	singleLineText: 'Text without line breaks, also an email address, phone number or URL',
	user: 'People who work in the base',
};

/** The menu that all other properties of a field depend on. */
export const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: ALL_TYPES.map((value) => ({
		name: FIELD_TYPES[value],
		value,
		...(DESCRIPTIONS[value] && { description: DESCRIPTIONS[value] }),
	})),
	default: 'singleLineText',
	description: 'What the field holds',
};
