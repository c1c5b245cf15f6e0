import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../../teable/schema/table';
import { LOOKUP } from '../../teable/schema/fields/fieldReferences';

/** Every type that a field can have, by Teable's name. A lookup is not a type in Teable, but is created like one. */
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

/** The name of a field's type in the editor. */
export const typeName = ({ type, isLookup }: Pick<Field, 'type' | 'isLookup'>): string =>
	FIELD_TYPES[(isLookup ? LOOKUP : type) as FieldType] ?? type;

export const ALL_TYPES = Object.keys(FIELD_TYPES) as FieldType[];

const DESCRIPTIONS: Partial<Record<FieldType, string>> = {
	attachment: 'Files',
	autoNumber: 'A number that increases with each record',
	button: 'A button that runs an automation in Teable',
	formula: 'A value calculated from other fields of the record',
	link: 'Records of another table, or of the same table',
	lookup: 'The values of a field in the linked records',
	number: 'A number, percentage or amount of money',
	rollup: 'A summary of a field in the linked records, e.g. their sum or count',
	singleLineText: 'Text without line breaks, e.g. a name, email address, phone number or URL',
	user: 'Collaborators of the base',
};

/** The menu that determines the other parameters of a field. */
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
	description: 'The type of the field',
};
