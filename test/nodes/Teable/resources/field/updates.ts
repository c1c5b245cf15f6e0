import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';

export const FIELD = '/api/table/:tableId/field/:fieldId';

export const CONVERT = `${FIELD}/convert`;

/** Fields with a default, in addition to those of every test table. */
export const WITH_DEFAULTS: IDataObject[] = [
	{
		...{ name: 'Price', type: 'number' },
		options: {
			...{ formatting: { type: 'currency', precision: 2, symbol: '€' }, defaultValue: 5 },
		},
	},
	{
		...{ name: 'Day', type: 'date' },
		options: {
			formatting: { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'UTC' },
			defaultValue: 'now',
		},
	},
];

/** Updates of fields, which are given by name. */
export function updatesOf(table: () => TestTable) {
	const ofField = (field: string, more: INodeParameters): INodeParameters => ({
		...{ resource: 'field', fieldId: { __rl: true, mode: 'name', value: field } },
		...more,
	});

	const update = async (field: string, more: INodeParameters) => {
		const [updated] = await table().output('update', ofField(field, more));
		return updated;
	};

	const set = async (field: string, settings: INodeParameters) => await update(field, { settings });

	/** The message of an update that must change nothing. */
	const refusal = async (field: string, more: INodeParameters) => {
		const { sandbox } = table().server;
		sandbox.resetRequests();
		const message = await table().failure('update', ofField(field, more));
		expect(sandbox.count('PUT', CONVERT) + sandbox.count('PATCH', FIELD)).toBe(0);
		return message;
	};

	const fieldOf = async (name: string): Promise<IDataObject> =>
		await table().server.ask('GET', `/table/${table().id}/field/${table().field(name)}`);

	return { ofField, update, set, refusal, fieldOf };
}
