import type { IDataObject } from 'n8n-workflow';

import type { Field } from './table';

/** A choice in Teable's format. A new choice has no ID. */
export interface Choice extends IDataObject {
	id?: string;
	name: string;
	color?: string;
}

/** The choices of a select field, in their order. */
export const choicesOf = ({ options }: Pick<Field, 'options'>): Choice[] =>
	(options?.choices ?? []) as Choice[];

/** The names of a select field's choices. */
export const choiceNames = (field: Pick<Field, 'options'>): string[] =>
	choicesOf(field).map(({ name }) => name);
