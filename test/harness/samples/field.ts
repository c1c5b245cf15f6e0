import type { OwnSamples } from './own';

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

export const fieldSamples: OwnSamples = {
	async changeChoices(_server, table) {
		// Choices in use can't be removed, whatever the settings.
		await table.fill([{ Tags: ['A', 'B'] }]);
		return {
			fieldId: byName('Tags'),
			changes: {
				change: [
					{ kind: 'add', newName: 'X', color: 'blue', before: 'B' },
					{ kind: 'color', choice: 'A', color: 'red' },
					{ kind: 'move', choice: 'B', before: 'A' },
					{ kind: 'rename', choice: 'A', newName: 'A' },
					{ kind: 'remove', choice: 'X' },
				],
			},
		};
	},
	changeType: (_server, table) => ({
		...newField(table.id),
		fieldId: byName('Companies'),
		ifLost: 'change',
	}),
	create: (_server, table) => newField(table.id),
	update: (_server, table) => ({
		fieldId: { __rl: true, mode: 'id', value: table.field('Amount') },
		name: 'Net amount',
		settings: { numberFormat: 'currency', precision: 3, symbol: '€', defaultNumber: '1' },
	}),
	delete: () => ({ fieldId: byName('Tags') }),
	duplicate: () => ({ fieldId: byName('Tags'), name: 'Tags again' }),
	get: () => ({ fieldId: byName('Amount') }),
};

const newField = (tableId: string) => ({
	name: 'New field',
	linkedTableId: { __rl: true, mode: 'id', value: tableId },
	linkField: 'Companies',
	lookupField: 'Company',
	formula: '{Amount} * 2',
	choices: { choice: [{ name: 'Open', color: 'blue' }] },
	numberFormat: 'currency',
	symbol: '€',
	timeZone: 'UTC',
	buttonLabel: 'Go',
	defaultChoice: 'Open',
	defaultChoices: 'Open',
});
