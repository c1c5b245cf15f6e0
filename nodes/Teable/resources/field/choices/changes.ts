import type { INodeProperties } from 'n8n-workflow';

import type { Collection } from '../../../core/collection';
import type { Parameters } from '../../../core/parameters';
import { chosenColor, colorField } from '../../../fields/fieldTypes/choices';
import type { Choice } from '../../../teable/schema/choices';

const KINDS = ['add', 'color', 'move', 'remove', 'rename'] as const;

/** The changes to make to the choices, one after another. */
export const changesField: INodeProperties = {
	displayName: 'Changes',
	name: 'changes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add change',
	default: {},
	required: true,
	options: [
		{
			displayName: 'Change',
			name: 'change',
			values: [
				{
					displayName: 'Change',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'Add', value: 'add' },
						{ name: 'Change Color', value: 'color' },
						{ name: 'Move', value: 'move' },
						{ name: 'Remove', value: 'remove' },
						{ name: 'Rename', value: 'rename' },
					],
					default: 'add',
					description: 'What to do with the choice',
				},
				{
					displayName: 'Choice',
					name: 'choice',
					type: 'string',
					default: '',
					placeholder: 'e.g. In progress',
					description: 'The name of the choice before these changes',
					displayOptions: { show: { kind: ['color', 'move', 'remove', 'rename'] } },
				},
				{
					displayName: 'New Name',
					name: 'newName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Doing',
					description:
						'The new name of the choice. Avoid commas: Teable splits such names when the type of the field is changed.',
					displayOptions: { show: { kind: ['add', 'rename'] } },
				},
				{ ...colorField, displayOptions: { show: { kind: ['add', 'color'] } } },
				{
					displayName: 'Before',
					name: 'before',
					type: 'string',
					default: '',
					placeholder: 'e.g. Done',
					description:
						'The choice to place it before, by its name before these changes. Leave empty to place it last.',
					displayOptions: { show: { kind: ['add', 'move'] } },
				},
			],
		},
	],
	description: 'The changes to make. Choices not listed here stay unchanged.',
};

/** A planned choice and its previous name; for a new choice, its new name. */
interface Entry {
	choice: Choice;
	was: string;
}

/**
 * All planned choices in order, with the IDs of existing ones.
 *
 * @param field the name of the field
 * @param held its current choices
 * @throws NodeOperationError for a change of an unknown choice, and for two choices with the same name
 */
export function plannedChoices(param: Parameters, field: string, held: Choice[]): Choice[] {
	const rows = param.rows('changes', 'Changes', 'change');
	if (rows.length === 0) {
		throw param.bad({
			label: 'Changes',
			problem: 'is empty, so there is nothing to change',
			remedy: 'Add a change.',
		});
	}
	const entries: Entry[] = held.map((choice) => ({ choice: { ...choice }, was: choice.name }));
	for (const row of rows) apply(row, field, entries);
	const names = entries.map(({ choice }) => choice.name);
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice === undefined) return entries.map(({ choice }) => choice);
	throw param.bad({
		label: 'Changes',
		problem: `would give two choices of '${field}' the name '${twice}'`,
		remedy: 'Use a different name for each choice.',
	});
}

function apply(row: Collection, field: string, entries: Entry[]): void {
	switch (row.choice('kind', KINDS, 'add', 'Change')) {
		case 'add': {
			const name = row.requiredText('newName', 'New Name');
			const color = chosenColor(row);
			place(row, field, entries, { choice: { name, ...(color && { color }) }, was: name });
			break;
		}
		case 'color':
			found(row, field, entries).choice.color = newColor(row);
			break;
		case 'move': {
			const entry = found(row, field, entries);
			entries.splice(entries.indexOf(entry), 1);
			place(row, field, entries, entry);
			break;
		}
		case 'remove':
			entries.splice(entries.indexOf(found(row, field, entries)), 1);
			break;
		case 'rename':
			found(row, field, entries).choice.name = row.requiredText('newName', 'New Name');
	}
}

function place(row: Collection, field: string, entries: Entry[], entry: Entry): void {
	const isLast = row.text('before', 'Before') === '';
	const next = isLast ? undefined : found(row, field, entries, 'before', 'Before');
	entries.splice(next ? entries.indexOf(next) : entries.length, 0, entry);
}

function found(
	row: Collection,
	field: string,
	entries: Entry[],
	key = 'choice',
	label = 'Choice',
): Entry {
	const name = row.requiredText(key, label);
	const entry = entries.find(({ was }) => was === name);
	if (entry) return entry;
	const there = entries.map(({ was }) => `'${was}'`).join(', ');
	throw row.bad({
		label,
		problem: `is '${name}', which is not a choice of '${field}'`,
		remedy: there ? `Its choices are ${there}.` : 'It has no choices.',
	});
}

function newColor(row: Collection): string {
	const color = chosenColor(row);
	if (color !== undefined) return color;
	throw row.bad({
		label: 'Color',
		problem: "can't be Automatic for an existing choice",
		remedy: 'Choose a color.',
	});
}
