import type { IDataObject } from 'n8n-workflow';

import { FIELD_OPTIONS } from '../../../nodes/Teable/fields/fieldTypes';
import { ALL_TYPES } from '../../../nodes/Teable/fields/fieldTypes/types';
import type { TestTable } from '../table';
import { fieldSamples } from './field';
import type { OwnSamples } from './own';

/** As few types of fields as it takes to set everything about a field once. */
async function fieldsWithAllOptions(...[server, table]: Parameters<OwnSamples[string]>) {
	const samples: IDataObject = {
		...(await fieldSamples.create(server, table)),
		...{ linkField: 'link', lookupField: 'Name', formula: '{number} * 2' },
	};
	const shown = new Set<string>();
	const { linkedTableId } = samples;
	return ['singleLineText', 'number', 'link', ...ALL_TYPES].flatMap((type) => {
		const options = FIELD_OPTIONS.filter(({ types }) => types.some((one) => one === type));
		const isNew = options.some(({ property }) => !shown.has(property.name));
		if (!isNew) return [];
		options.forEach(({ property }) => shown.add(property.name));
		const values = options.map(({ property }) => [
			property.name,
			samples[property.name] ?? property.default,
		]);
		// n8n asks for the linked table when a test creates a link field.
		return {
			linkedTableId,
			...Object.fromEntries(values),
			name: type,
			type,
			description: 'A note',
		};
	});
}

export const tableSamples: OwnSamples = {
	create: async (server, table: TestTable) => ({
		name: 'Invoices',
		fields: { field: await fieldsWithAllOptions(server, table) },
		fieldsJson: '[{"name": "Number", "type": "singleLineText"}]',
	}),
	duplicate: () => ({ name: 'Orders copy' }),
	export: async (server, table) => {
		const views = await server.ask('GET', `/table/${table.id}/view`);
		const [{ id }] = views as unknown as [{ id: string }];
		return { viewId: { __rl: true, mode: 'id', value: id } };
	},
	update: () => ({ name: 'Bills', icon: '📦' }),
};
