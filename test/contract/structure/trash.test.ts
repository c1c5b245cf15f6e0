import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onContractServers, settle } from '../server';

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

describe('Teable contract: trash', () => {
	onContractServers((server) => {
		let tableId: string;

		const ask = async (method: string, path: string, body?: object) =>
			await server().ask(method, path, body);

		const run = async (operation: string, parameters: INodeParameters) =>
			await server().output(operation, { resource: 'trash', ...parameters });

		const inTable = (more: INodeParameters = {}) => ({
			...{ deleted: 'inTable', tableId: byId(tableId), ...more },
		});

		const ofBase = (more: INodeParameters = {}) => ({
			...{ deleted: 'table', baseId: byId(server().baseId), ...more },
		});

		const list = async (parameters: INodeParameters) => {
			await settle();
			return await run('getAll', { ...parameters, returnAll: true });
		};

		const makeTable = async (name: string) => {
			const terms = {
				name,
				fields: [
					{ name: 'Name', type: 'singleLineText' },
					{ name: 'Amount', type: 'number' },
				],
				records: [],
			};
			return String((await ask('POST', `/base/${server().baseId}/table`, terms)).id);
		};

		const fill = async (...names: string[]) => {
			const { records } = await ask('POST', `/table/${tableId}/record`, {
				fieldKeyType: 'name',
				records: names.map((name) => ({ fields: { Name: name, Amount: 1 } })),
			});
			return (records as IDataObject[]).map(({ id }) => String(id));
		};

		const fieldId = async (name: string) => {
			const fields = (await ask('GET', `/table/${tableId}/field`)) as unknown as IDataObject[];
			return String(fields.find((field) => field.name === name)?.id);
		};

		const rows = async () =>
			((await ask('GET', `/table/${tableId}/record`)).records as IDataObject[]).map(
				({ fields }) => fields,
			);

		beforeEach(async () => {
			tableId = await makeTable('Trash');
		});

		it('Restore restores records that were deleted together, and says if they already are', async () => {
			const [a, b] = await fill('A', 'B', 'C');
			await ask('DELETE', `/table/${tableId}/record?recordIds[]=${a}&recordIds[]=${b}`);
			const [entry] = await list(inTable());
			expect(entry).toMatchObject({ resourceType: 'record', tableId });
			expect(new Set(entry.resourceIds as string[])).toEqual(new Set([a, b]));
			expect(new Set(entry.names as string[])).toEqual(new Set(['A', 'B']));
			await run('restore', inTable({ trashId: byId(b) }));
			expect(await rows()).toHaveLength(3);
			expect(await list(inTable())).toEqual([]);
			const again = inTable({ resource: 'trash', trashId: byId(entry.id) });
			const { error } = await server().run('restore', again);
			expect(error?.message).toContain('which is not in this trash');
		});

		it('Get Many reads all pages', async () => {
			const ids = await fill(...Array.from({ length: 23 }, (_, index) => `row ${index}`));
			for (const id of ids) await ask('DELETE', `/table/${tableId}/record/${id}`);
			const found = (await list(inTable())).flatMap(({ resourceIds }) => resourceIds);
			expect(found).toHaveLength(23);
			expect(new Set(found)).toEqual(new Set(ids));
			const [entry] = await run('restore', inTable({ trashId: byId(ids[0]) }));
			expect(entry).toMatchObject({ resourceIds: [ids[0]], restored: true });
		});

		it('Restore restores a field with its values', async () => {
			await fill('A');
			const id = await fieldId('Amount');
			await ask('DELETE', `/table/${tableId}/field/${id}`);
			await run('restore', inTable({ trashId: byId(id) }));
			await settle();
			expect(await rows()).toMatchObject([{ Name: 'A', Amount: 1 }]);
		});

		it('Restore names the field that uses the same name, and restores nothing', async () => {
			const id = await fieldId('Amount');
			await ask('DELETE', `/table/${tableId}/field/${id}`);
			await ask('POST', `/table/${tableId}/field`, { name: 'Amount', type: 'singleLineText' });
			const terms = inTable({ resource: 'trash', trashId: byId(id) });
			const { error } = await server().run('restore', terms);
			expect(error?.message).toContain("Field 'Amount' could not be restored");
			const fields = (await ask('GET', `/table/${tableId}/field`)) as unknown as IDataObject[];
			expect(fields.map(({ type }) => type)).toEqual(['singleLineText', 'singleLineText']);
		});

		it('Restore restores a table at once, and Permanently Delete deletes it permanently', async () => {
			const id = await makeTable('Doomed');
			const table = `/base/${server().baseId}/table/${id}`;
			await ask('DELETE', table);
			await run('restore', ofBase({ trashId: byId(id) }));
			expect(await ask('GET', table)).toMatchObject({ id, name: 'Doomed' });
			await ask('DELETE', table);
			const [entry] = await run('delete', ofBase({ trashId: byId(id), destroyForGood: true }));
			expect(entry).toMatchObject({ resourceIds: [id], names: ['Doomed'], deleted: true });
			const left = (await list(ofBase())).flatMap(({ resourceIds }) => resourceIds);
			expect(left).not.toContain(id);
		});

		it('Restore restores a base, and Permanently Delete deletes it permanently', async () => {
			const terms = { spaceId: server().spaceId, name: 'Doomed' };
			const { id } = await ask('POST', '/base', terms);
			const entry = { deleted: 'base', trashId: byId(id) };
			await ask('DELETE', `/base/${String(id)}`);
			await run('restore', entry);
			expect(await ask('GET', `/base/${String(id)}`)).toMatchObject({ name: 'Doomed' });
			await ask('DELETE', `/base/${String(id)}`);
			await run('delete', { ...entry, destroyForGood: true });
			const left = (await list({ deleted: 'base' })).flatMap(({ resourceIds }) => resourceIds);
			expect(left).not.toContain(id);
		});

		it('Empty permanently deletes what was deleted from a table', async () => {
			const [id] = await fill('A');
			await ask('DELETE', `/table/${tableId}/record/${id}`);
			await settle();
			await run('empty', inTable({ destroyForGood: true }));
			expect(await list(inTable())).toEqual([]);
		});
	});
});
