import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ENGINES } from '../../../../../harness/engines';
import { onEachEngine } from '../../../../../harness/table';

const MEBIBYTE = 1024 * 1024;

const OLDEST = ENGINES.slice(0, 1);

const V2 = ENGINES.filter(([, , engine]) => engine === 'v2');

describe('a value that is too large for Teable', () => {
	onEachEngine((table) => {
		const run = async (operation: string, parameters: INodeParameters, items: IDataObject[]) =>
			await table().run(operation, parameters, { items });

		const writes = () =>
			table().server.sandbox.requests.filter(({ method }) => method !== 'GET').length;

		/** As many characters as 1.10 accepts, but three bytes each. The limit is in bytes. */
		const Notes = '漢'.repeat(20 * MEBIBYTE);

		it('is refused before anything is sent, because of its column and not of the token', async () => {
			const items = [{ Name: 'small' }, { Name: 'large', Notes }];
			const { error } = await run('create', table().automatic(), items);
			expect(error?.message).toContain(
				"The item is too large: column 'Notes' has 60.0 MB, but Teable accepts at most 50.0 MB per request [item 1]. Shorten the value, or upload it as a file to an attachment column.",
			);
			expect(error?.message).not.toContain('token');
			expect(writes()).toBe(0);
		});

		it('is refused in an update, too', async () => {
			const [id] = await table().fill([{ Name: 'Nathan' }]);
			const before = writes();
			const { error } = await run('update', table().automatic(['id']), [{ id, Notes }]);
			expect(error?.message).toContain("The item is too large: column 'Notes' has 60.0 MB");
			expect(writes()).toBe(before);
		});
	}, OLDEST);

	onEachEngine((table) => {
		it('is explained if the server has a limit per record, and the other items are written', async () => {
			const { server } = table();
			const { errorItems, items } = await server.run(
				'create',
				table().target('create', table().automatic()),
				{
					items: [{ Name: 'small' }, { Name: 'large', Notes: 'x'.repeat(2 * MEBIBYTE) }],
					onError: 'continueErrorOutput',
				},
			);
			expect(items.map(({ json }) => json.Name)).toEqual(['small']);
			const [{ json }] = errorItems;
			expect(json.error).toContain(
				"The item is too large: column 'Notes' has 2.0 MB, but this Teable server accepts at most 1.0 MB per record [item 1]. Shorten the value, or upload it as a file to an attachment column.",
			);
		});
	}, V2);
});
