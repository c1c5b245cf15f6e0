import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Reader } from '../../core/reader';
import { COLORS, colorOptions } from './colors';

/** No colour of Teable's: it chooses one itself. */
const AUTOMATIC = 'automatic';

export const colorField: INodeProperties = {
	displayName: 'Color',
	name: 'color',
	type: 'options',
	options: [{ name: 'Automatic', value: AUTOMATIC }, ...colorOptions],
	default: AUTOMATIC,
	description: 'How Teable shows the choice; automatic lets Teable choose a color',
};

/** The choices of a select field. */
export const choicesField: INodeProperties = {
	displayName: 'Choices',
	name: 'choices',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add choice',
	default: {},
	options: [
		{
			displayName: 'Choice',
			name: 'choice',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. In progress',
					description:
						'What the choice is called. Better without a comma: Teable parts such a name when the field is changed to another type.',
				},
				colorField,
			],
		},
	],
	description: 'What can be chosen, in this order',
};

/** A choice as Teable takes it; one without an ID is a new one. */
export interface Choice extends IDataObject {
	id?: string;
	name: string;
	color?: string;
}

/**
 * The rows of choices to add.
 *
 * @throws NodeOperationError for a choice without a name (1.10 answers 500), one that is there twice, and a colour
 * that Teable does not have
 */
export function chosenChoices(reader: Reader, { name, displayName } = choicesField): Choice[] {
	const choices = reader.rows(name, displayName, 'choice').map((row) => {
		const color = chosenColor(row);
		return { name: row.requiredText('name', 'Name'), ...(color && { color }) };
	});
	const names = choices.map((choice) => choice.name);
	const twice = names.find((choice, index) => names.indexOf(choice) < index);
	if (twice === undefined) return choices;
	throw reader.bad({
		label: displayName,
		problem: `has the choice '${twice}' twice`,
		remedy: 'Give each choice a name of its own.',
	});
}

/** The colour of a row; undefined where Teable is to choose it. */
export function chosenColor(row: Reader): string | undefined {
	const color = row.choice('color', [AUTOMATIC, ...COLORS], AUTOMATIC, 'Color');
	return color === AUTOMATIC ? undefined : color;
}

/** @throws NodeOperationError for a default that is no choice: 1.10 drops it without a word, v2 refuses the field */
export function checkDefault(reader: Reader, label: string, names: string[], choices: string[]) {
	const unknown = names.find((name) => !choices.includes(name));
	if (unknown === undefined) return;
	throw reader.bad({
		label,
		problem: `is '${unknown}', which is none of the choices`,
		remedy: choices.length > 0 ? `Give one of ${choices.join(', ')}.` : 'Add the choice first.',
	});
}
