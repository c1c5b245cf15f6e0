import type { INodeProperties } from 'n8n-workflow';

import type { Reader } from '../../core/reader';
import { COLORS, colorOptions } from './colors';
import type { Choice } from '../../teable/schema/choices';

/** Lets Teable choose the color. */
const AUTOMATIC = 'automatic';

export const colorField: INodeProperties = {
	displayName: 'Color',
	name: 'color',
	type: 'options',
	options: [{ name: 'Automatic', value: AUTOMATIC }, ...colorOptions],
	default: AUTOMATIC,
	description: 'The color of the choice. Automatic lets Teable choose it.',
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
						'The name of the choice. Avoid commas: Teable splits such names when the type of the field is changed.',
				},
				colorField,
			],
		},
	],
	description: 'The choices of the field, in this order',
};

/**
 * The choices to add.
 *
 * @throws NodeOperationError for a choice without a name (1.10 answers 500), a duplicate, or an unknown color
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
		problem: `contains the choice '${twice}' twice`,
		remedy: 'Use a different name for each choice.',
	});
}

/** The color of a choice; undefined if Teable is to choose it. */
export function chosenColor(row: Reader): string | undefined {
	const color = row.choice('color', [AUTOMATIC, ...COLORS], AUTOMATIC, 'Color');
	return color === AUTOMATIC ? undefined : color;
}

/** @throws NodeOperationError for a default that is not a choice: 1.10 silently drops it, v2 rejects the field */
export function checkDefault(reader: Reader, label: string, names: string[], choices: string[]) {
	const unknown = names.find((name) => !choices.includes(name));
	if (unknown === undefined) return;
	throw reader.bad({
		label,
		problem: `is '${unknown}', which is not one of the choices`,
		remedy: choices.length > 0 ? `Use one of ${choices.join(', ')}.` : 'Add the choice first.',
	});
}
