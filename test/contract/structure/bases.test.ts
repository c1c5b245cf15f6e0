import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ContractServer } from '../server';
import { OURS, onContractServers } from '../server';

const byId = (value: unknown): INodeParameters[string] => ({
	...{ __rl: true, mode: 'id', value: String(value) },
});

const NO_SPACE = { __rl: true, mode: 'list', value: '' };

describe('Teable contract: bases', () => {
	onContractServers((server) => {
		const run = async (
			operation: string,
			parameters: INodeParameters,
			options?: Parameters<ContractServer['run']>[2],
		) => await server().run(operation, { resource: 'base', ...parameters }, options);

		const output = async (
			operation: string,
			parameters: INodeParameters,
			options?: Parameters<ContractServer['run']>[2],
		): Promise<IDataObject[]> => {
			const { items, error } = await run(operation, parameters, options);
			expect(error?.message).toBeUndefined();
			return items.map(({ json }) => json);
		};

		/** A base in the space of the tests, which is deleted at the end with everything in it. */
		const create = async (name: string, more: INodeParameters = {}) => {
			const [base] = await output('create', { spaceId: byId(server().spaceId), name, ...more });
			return base;
		};

		/** With a table of one record. */
		const filled = async (name: string) => {
			const base = await create(name);
			const table = await server().ask('POST', `/base/${String(base.id)}/table`, {
				name: `Table of ${name}`,
				fields: [{ name: 'Name', type: 'singleLineText' }],
				records: [{ fields: { Name: 'Nathan' } }],
			});
			const [{ id: recordId }] = table.records as IDataObject[];
			return { id: String(base.id), tableId: String(table.id), recordId: String(recordId) };
		};

		const recordsOf = async (baseId: unknown) => {
			const [table] = (await server().ask(
				'GET',
				`/base/${String(baseId)}/table`,
			)) as unknown as IDataObject[];
			const { records } = await server().ask('GET', `/table/${String(table.id)}/record`);
			return records as IDataObject[];
		};

		const otherSpace = async (use: (spaceId: string) => Promise<void>) => {
			const { id } = await server().ask('POST', '/space', { name: `${OURS} other space` });
			try {
				await use(String(id));
			} finally {
				await server().ask('DELETE', `/space/${String(id)}`);
			}
		};

		describe.each(['session', 'accessToken'] as const)(
			'with the credential %s',
			(authentication) => {
				const signedIn = { authentication };

				it('Create, Get, Get Many, Update and Delete', async () => {
					const spaceId = byId(server().spaceId);
					const create = { spaceId, name: 'One', options: { icon: '📦' } };
					const [made] = await output('create', create, signedIn);
					expect(made).toEqual({
						...{ id: expect.stringMatching(/^bse/), name: 'One', icon: '📦' },
						spaceId: server().spaceId,
					});
					const baseId = byId(made.id);
					const [found] = await output('get', { baseId }, signedIn);
					expect(found).toMatchObject(made);
					expect(['1.10', '2026', 'v2']).toContain(found.engine);
					expect(await output('getAll', { spaceId, returnAll: true }, signedIn)).toContainEqual(
						expect.objectContaining(made),
					);
					const everywhere = { spaceId: NO_SPACE, returnAll: true };
					expect(await output('getAll', everywhere, signedIn)).toContainEqual(
						expect.objectContaining(made),
					);
					const changes = { baseId, name: 'Two', icon: '🚀' };
					expect(await output('update', changes, signedIn)).toEqual([
						{ ...made, name: 'Two', icon: '🚀' },
					]);
					expect(await output('delete', { baseId }, signedIn)).toEqual([
						{ id: made.id, deleted: true },
					]);
					const { error } = await run('delete', { baseId }, signedIn);
					expect(error?.message).toMatch(/^Teable has no /);
				});

				it('Export returns a zip file named after the base, or says where 1.10 sends it', async () => {
					const { id } = await filled('Ä 50% x');
					const parameters = { baseId: byId(id), includeRecords: true, binaryField: 'file' };
					const { items, error } = await run('export', parameters, signedIn);
					expect(error?.message).toBeUndefined();
					const [{ json, binary }] = items;
					const [{ engine }] = await output('get', { baseId: byId(id) });
					if (engine === '1.10') {
						expect(json.message).toContain('as a notification');
					} else {
						expect(binary?.file.fileName).toBe('Ä 50% x.tea');
						expect(Buffer.from(binary!.file.data, 'base64').subarray(0, 2).toString()).toBe('PK');
					}
				});
			},
		);

		it('Duplicate copies with records that have the same IDs, or without, on the engine of new bases', async () => {
			const { id, recordId } = await filled('Original');
			const copy = { baseId: byId(id), spaceId: NO_SPACE, withRecords: true };
			const [first] = await output('duplicate', copy);
			expect(first).toMatchObject({ name: 'Original (Copy)', spaceId: server().spaceId });
			expect((await recordsOf(first.id)).map((record) => record.id)).toEqual([recordId]);
			const [second] = await output('duplicate', { ...copy, withRecords: false });
			expect(second.name).toBe('Original (Copy)');
			expect(await recordsOf(second.id)).toEqual([]);
			const [original] = await output('get', { baseId: byId(id) });
			const [{ engine }] = await output('get', { baseId: byId(second.id) });
			// The copy of a base on the old engine of 2026 uses v2, unless v2 is switched off for the whole server.
			const expected = original.engine === '2026' ? ['2026', 'v2'] : [original.engine];
			expect(expected).toContain(engine);
		});

		it('Move keeps the IDs, and does not turn links between bases into text unless asked', async () => {
			const near = await filled('Near');
			const far = await filled('Far');
			await server().ask('POST', `/table/${near.tableId}/field`, {
				...{ name: 'Link', type: 'link' },
				options: { relationship: 'manyOne', foreignTableId: far.tableId },
			});
			await server().ask('PATCH', `/table/${near.tableId}/record/${near.recordId}`, {
				fieldKeyType: 'name',
				record: { fields: { Link: { id: far.recordId } } },
			});
			const typeOfLink = async () =>
				(
					(await server().ask('GET', `/table/${near.tableId}/field`)) as unknown as IDataObject[]
				).find(({ name }) => name === 'Link')?.type;
			await otherSpace(async (spaceId) => {
				const target = { baseId: byId(near.id), spaceId: byId(spaceId) };
				const [{ engine }] = await output('get', { baseId: byId(near.id) });
				if (engine === '1.10') {
					expect(await output('move', target)).toMatchObject([{ id: near.id, spaceId }]);
					expect(await typeOfLink()).toBe('link');
					return;
				}
				const { error } = await run('move', target);
				expect(error?.message).toContain("'Link' in table 'Table of Near' of base 'Near'");
				expect(await typeOfLink()).toBe('link');
				const [copy] = await output('duplicate', { ...target, withRecords: true });
				expect(copy.linksToOtherBases).toMatchObject([{ fieldName: 'Link' }]);
				const allowed = { ...target, options: { linksAsText: true } };
				expect(await output('move', allowed)).toMatchObject([{ id: near.id, spaceId }]);
				expect(await typeOfLink()).toBe('singleLineText');
			});
		});

		it('Execute SQL says that an open-source server has no SQL', async () => {
			const { error } = await run('executeSql', {
				...{ baseId: byId(server().baseId), sql: 'SELECT 1', queryParameters: {} },
			});
			expect(error?.message).toContain('This Teable server does not support SQL');
		});
	});
});
