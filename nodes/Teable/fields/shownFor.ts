import type { INodeProperties } from 'n8n-workflow';

/** Shows fields only while another field has one of these values. */
export const shownFor = (
	{ name }: Pick<INodeProperties, 'name'>,
	values: string[],
	fields: INodeProperties[],
): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { [name]: values, ...field.displayOptions?.show },
		},
	}));

/** The same for entries of "Options", which refer to a field outside of "Options" by path. */
export const optionsShownFor = (
	{ name }: INodeProperties,
	values: string[],
	entries: INodeProperties[],
): INodeProperties[] => shownFor({ name: `/${name}` }, values, entries);
