import { onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('A unique column', () => {
	onEachEngine(
		(table) => {
			const written = () =>
				table().server.sandbox.count('POST', ROUTE) + table().server.sandbox.count('PATCH', ROUTE);

			const codes = async () => (await table().rows()).map(({ Code }) => Code);

			describe.each([[false], [true]])('(dry run: %s)', (dryRun) => {
				const automatic = (matching: string[] = []) => ({
					...{ ...table().automatic(matching), options: { dryRun } },
				});

				it('refuses a new record with the value of another one, and writes nothing', async () => {
					const [id] = await table().fill([{ Code: 'A1' }]);
					table().server.sandbox.resetRequests();
					const items = [{ Code: 'B1' }, { Code: 'A1' }];
					const { error } = await table().run('create', automatic(), { items });
					expect(error?.message).toContain(
						"'A1' isn't valid for 'Code', whose values must be unique",
					);
					expect(error?.message).toContain(
						`Record ${id} already has this value. Use another value, or update that record.`,
					);
					expect(error?.context?.itemIndex).toBe(1);
					expect(written()).toBe(0);
				});

				it('refuses the second of two items with the same value', async () => {
					const items = [{ Code: 'A1' }, { Code: 'A1' }];
					const { error } = await table().run('create', automatic(), { items });
					expect(error?.message).toContain(
						'Item 0 has the same value. Use a different value for each item.',
					);
					expect(error?.context?.itemIndex).toBe(1);
					expect(written()).toBe(0);
				});

				it('refuses to change a record to the value of another one, and writes nothing', async () => {
					const [, id] = await table().fill([{ Code: 'A1' }, { Code: 'B1' }]);
					table().server.sandbox.resetRequests();
					const { error } = await table().run('update', automatic(['id']), {
						items: [{ id, Code: 'A1' }],
					});
					expect(error?.message).toContain(
						"'A1' isn't valid for 'Code', whose values must be unique",
					);
					expect(written()).toBe(0);
				});

				it('refuses the same value for several records', async () => {
					await table().fill([{ Name: 'x' }, { Name: 'x' }]);
					table().server.sandbox.resetRequests();
					const parameters = {
						...table().automatic(['Name']),
						options: { dryRun, severalMatches: 'all' },
					};
					const { error } = await table().run('update', parameters, {
						items: [{ Name: 'x', Code: 'A1' }],
					});
					expect(error?.message).toContain(
						'The item would write it to several records. Match only one record.',
					);
					expect(written()).toBe(0);
				});

				it('lets a record keep its value, and another one take a value that becomes free', async () => {
					const [a, b] = await table().fill([{ Code: 'A1' }, { Code: 'B1' }]);
					const items = [
						{ id: a, Code: 'C1' },
						{ id: b, Code: 'A1' },
					];
					for (const given of [[{ id: a, Code: 'A1', Notes: 'x' }], items]) {
						const { error } = await table().run('update', automatic(['id']), { items: given });
						expect(error).toBeUndefined();
					}
					expect(await codes()).toEqual(dryRun ? ['A1', 'B1'] : ['C1', 'A1']);
				});
			});

			it('refuses only its own items if On Error is set to continue', async () => {
				await table().fill([{ Code: 'A1' }]);
				const items = [{ Code: 'A1' }, { Code: 'B1' }, { Code: 'B1' }];
				const output = await table().run('create', table().automatic(), {
					items,
					onError: 'continueRegularOutput',
				});
				expect(output.items.map(({ json }) => json.error ?? json.Code)).toEqual([
					expect.stringContaining("'A1' isn't valid for 'Code', whose values must be unique"),
					'B1',
					expect.stringContaining("'B1' isn't valid for 'Code', whose values must be unique"),
				]);
				expect(await codes()).toEqual(['A1', 'B1']);
			});

			it('is not looked up again if Create or Update has matched on it', async () => {
				await table().fill([{ Code: 'A1' }]);
				table().server.sandbox.resetRequests();
				const items = [
					{ Code: 'A1', Notes: 'old' },
					{ Code: 'B1', Notes: 'new' },
				];
				const { error } = await table().run('upsert', table().automatic(['Code']), { items });
				expect(error).toBeUndefined();
				const lookups = table().server.sandbox.requests.filter(
					({ route, url }) => route === ROUTE && url.includes('filter='),
				);
				expect(lookups).toHaveLength(1);
				expect(await codes()).toEqual(['A1', 'B1']);
				const plain = await table().run('upsert', table().automatic(['Email']), {
					items: [{ Email: 'x', Code: 'A1' }],
				});
				expect(plain.error?.message).toContain(
					"'A1' isn't valid for 'Code', whose values must be unique",
				);
			});

			it('compares text like Teable', async () => {
				await table().fill([{ Code: 'A1' }]);
				const { error } = await table().run('create', table().automatic(), {
					items: [{ Code: 'a1' }],
				});
				expect(error).toBeUndefined();
				expect(await codes()).toEqual(['A1', 'a1']);
			});
		},
		undefined,
		[{ name: 'Code', type: 'singleLineText', unique: true }],
	);
});
