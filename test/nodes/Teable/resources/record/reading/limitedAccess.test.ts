import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../../harness/table';

const SCOPES = [
	'table|read',
	'field|read',
	'view|read',
	'record|read',
	'record|create',
	'record|update',
	'record|delete',
];

describe('credentials with limited access', () => {
	onEachEngine((table) => {
		const run = async (
			operation: string,
			parameters: INodeParameters = {},
			items?: IDataObject[],
		): Promise<IDataObject[]> => {
			const { items: output, error } = await table().run(operation, parameters, { items });
			expect(error?.message).toBeUndefined();
			return output.map(({ json }) => json);
		};

		/** Creates, updates, lists and deletes a record with the node's credential. */
		const work = async () => {
			const [created] = await run('create', table().columns({ Name: 'Nathan', Amount: 1 }));
			const id = created.id as string;
			const [changed] = await run(
				'upsert',
				table().columns({ Name: 'Nathan', Amount: 2 }, ['Name']),
			);
			const listed = await run('getAll', { returnAll: true });
			const [deleted] = await run('delete', { recordId: { __rl: true, mode: 'id', value: id } });
			return [created, changed, ...listed, deleted].map((record) =>
				JSON.parse(JSON.stringify(record).replaceAll(id, 'the record')),
			) as IDataObject[];
		};

		it('work on a table given by ID like a full token: a token limited to one base, and OAuth', async () => {
			const byFullToken = await work();
			expect(byFullToken[1]).toMatchObject({ Amount: 2, action: 'updated' });

			const { token } = await table().server.ask('POST', '/access-token', {
				name: 'one base',
				scopes: SCOPES,
				baseIds: [table().baseId],
				expiredTime: '2099-12-31T00:00:00.000Z',
			});
			table().server.credentials.teableApi.accessToken = token as string;
			expect(await work()).toEqual(byFullToken);

			await table().server.signInAs('plainOAuth');
			expect(await work()).toEqual(byFullToken);
		});

		it('send one write at a time, however many batches and records there are', async () => {
			await run(
				'create',
				table().automatic(),
				Array.from({ length: 2500 }, (_, Amount) => ({ Amount })),
			);
			const writes = table().server.sandbox.requests.filter(({ method }) => method !== 'GET');
			expect(writes).toHaveLength(3);
			expect(writes.map(({ inFlight }) => inFlight)).toEqual([1, 1, 1]);
		});
	});
});
