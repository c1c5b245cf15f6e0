import type { INodeProperties } from 'n8n-workflow';

import type { Collection } from '../../../core/collection';
import type { Parameters } from '../../../core/parameters';
import type { Choice } from '../../../fields/fieldTypes/choices';
import { chosenColor, colorField } from '../../../fields/fieldTypes/choices';

const KINDS = ['add', 'color', 'move', 'remove', 'rename'] as const;

/** What to do with the choices, one after another. */
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
					description: 'What to do with a choice',
				},
				{
					displayName: 'Choice',
					name: 'choice',
					type: 'string',
					default: '',
					placeholder: 'e.g. In progress',
					description: 'What the choice is called before all of these changes',
					displayOptions: { show: { kind: ['color', 'move', 'remove', 'rename'] } },
				},
				{
					displayName: 'New Name',
					name: 'newName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Doing',
					description:
						'What the choice is called from then on. Better without a comma: Teable parts such a name when the field is changed to another type.',
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
						'The choice that it stands before, by its name before all of these changes. Leave empty to put it last.',
					displayOptions: { show: { kind: ['add', 'move'] } },
				},
			],
		},
	],
	description: 'What to change. Choices that are not named here stay as they are.',
};

/** A choice as it is to be, and what it is called so far; a new one is called as it is to be. */
interface Entry {
	choice: Choice;
	was: string;
}

/**
 * All choices as they are to be, in their order, with the IDs of those that are there.
 *
 * @param field the name of the field
 * @param held its choices as they are
 * @throws NodeOperationError for a change without a choice that there is, and two choices of one name
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
		problem: `gives two choices of '${field}' the name '${twice}'`,
		remedy: 'Give each choice a name of its own.',
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
		problem: `names '${name}', which '${field}' does not have as a choice`,
		remedy: there ? `Its choices are ${there}.` : 'It has no choices.',
	});
}

function newColor(row: Collection): string {
	const color = chosenColor(row);
	if (color !== undefined) return color;
	throw row.bad({
		label: 'Color',
		problem: 'says Automatic, which only new choices can have',
		remedy: 'Choose a color.',
	});
}
