import type { INodeParameters } from 'n8n-workflow';

import { ENGINES } from '../../../harness/engines';
import { onEachEngine } from '../../../harness/table';

/** An ID of the base in which the workflow was built. */
const OLD = 'fldOfTheFirstBase01';

const ITEMS = { items: [{ name: 'A' }, { name: 'B' }] };

describe('A column that the workflow stores by ID and name', () => {
	onEachEngine((table) => {
		/** The mapper as it is in a copy: with the IDs of the first base and the names. */
		const mapped = (name: string): INodeParameters => ({
			columns: {
				mappingMode: 'defineBelow',
				value: { [OLD]: '={{ $json.name }}' },
				matchingColumns: [],
				schema: [{ id: OLD, displayName: name }],
			},
		});

		const filtered = (fieldId: string): INodeParameters => ({
			filterBy: 'conditions',
			conditions: { condition: [{ fieldId, operator: 'is', value: 'A' }] },
		});

		const server = () => table().server;

		const refusal = async (operation: string, parameters: INodeParameters) => {
			server().sandbox.resetRequests();
			const message = await server().failure(operation, table().target(operation, parameters));
			const changed = server().sandbox.requests.filter(({ method }) => method !== 'GET');
			expect(changed).toEqual([]);
			return message;
		};

		/** n8n's logger writes here. */
		const logged = () => {
			const { _stdout } = console as unknown as { _stdout: { write(text: string): void } };
			const written = jest.spyOn(_stdout, 'write');
			written.mockClear();
			return () => String(written.mock.calls.join('')).match(/has no column with the ID/g) ?? [];
		};

		it('is found by its name if the table does not have the ID, which is logged once per execution', async () => {
			const notes = logged();
			await server().output('create', table().target('create', mapped('Name')), ITEMS);
			expect((await table().rows()).map(({ Name }) => Name)).toEqual(['A', 'B']);
			expect(notes()).toHaveLength(1);

			const found = await server().output(
				'getAll',
				table().target('getAll', filtered(`${OLD} Name`)),
			);
			expect(found.map(({ Name }) => Name)).toEqual(['A']);
			expect(notes()).toHaveLength(2);
		});

		it('is the one with its ID, even if another has its name, and nothing is logged', async () => {
			const notes = logged();
			await table().fill([
				{ Name: 'A', Email: 'B' },
				{ Name: 'B', Email: 'A' },
			]);
			const found = await server().output(
				'getAll',
				table().target('getAll', filtered(`${table().field('Name')} Email`)),
			);
			expect(found.map(({ Name }) => Name)).toEqual(['A']);
			expect(notes()).toEqual([]);
		});

		it('is refused by its name if the table has none with that name', async () => {
			expect(await refusal('create', mapped('Sum'))).toContain(
				`Column 'Sum' (${OLD}) no longer exists in the table.`,
			);
			expect(await refusal('getAll', filtered(`${OLD} Sum`))).toContain(
				`'Filter' contains 'Sum' (${OLD}), which the table doesn't have.`,
			);
		});

		it('is refused as before if an earlier version has stored only its ID', async () => {
			expect(await refusal('getAll', filtered(OLD))).toContain(
				`'Filter' contains '${OLD}', which the table doesn't have.`,
			);
		});

		it('is found for its files and for a click, but never to be changed itself', async () => {
			await table().addField({ name: 'Files', type: 'attachment' });
			const [recordId] = await table().fill([{ Name: 'A', Amount: 1 }]);
			const fieldId = { __rl: true, mode: 'list', value: OLD, cachedResultName: 'Files' };
			const record = { __rl: true, mode: 'id', value: recordId };
			const parameters = table().target('downloadAttachments', { recordId: record, fieldId });
			expect(await server().output('downloadAttachments', parameters)).toMatchObject([
				{ id: recordId, attachments: [] },
			]);

			expect(await refusal('delete', { resource: 'field', fieldId })).toContain(
				`'Field' is '${OLD}', which the table doesn't have.`,
			);
		});
	});

	describe('is refused if two have its name, which 1.10 allows:', () => {
		onEachEngine(
			(table) => {
				it('the other side of a second link gets the name of the first', async () => {
					const { server, baseId, id } = table();
					const tables = (await server.ask('GET', `/base/${baseId}/table`)) as unknown as Named[];
					const other = tables.find(({ name }) => name === 'Linked companies')?.id;
					for (const name of ['First', 'Second']) {
						const options = { relationship: 'manyMany', foreignTableId: id };
						await server.ask('POST', `/table/${other}/field`, { name, type: 'link', options });
					}
					const fieldsToReturn = [`${OLD} Linked companies`];
					const parameters = table().target('getAll', { options: { fieldsToReturn } });
					expect(await server.failure('getAll', parameters)).toContain(
						`contains 'Linked companies' (${OLD}), which the table doesn't have.`,
					);
				});
			},
			ENGINES.slice(0, 1),
		);
	});
});

interface Named {
	id: string;
	name: string;
}
