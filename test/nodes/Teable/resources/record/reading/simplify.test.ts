import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { REMAINING_COLUMNS, fillEveryColumn } from '../../../../../harness/data/everyColumn';
import { SOME_ENGINES } from '../../../../../harness/engines';
import { onEachEngine } from '../../../../../harness/table';

describe("'Simplify'", () => {
	onEachEngine(
		(table) => {
			const get = async (options: INodeParameters): Promise<IDataObject> => {
				const output = await table().output('getAll', { options });
				return output[0];
			};

			it('returns files with name, type, size and URL, and users and links with ID and title', async () => {
				await fillEveryColumn(table());
				const whole = await get({});
				const { Files, Owner, Team, Companies, ...rest } = await get({ simplify: true });
				const [{ presignedUrl }] = whole.Files as IDataObject[];
				expect(Files).toEqual([
					{
						...{ name: 'notes.txt', type: 'application/octet-stream', size: 6 },
						url: presignedUrl,
					},
				]);
				const { id, title } = whole.Owner as IDataObject;
				expect(whole.Owner).toHaveProperty('avatarUrl');
				expect([Owner, Team]).toEqual([{ id, title }, [{ id, title }]]);
				expect(Companies).toEqual([{ id: table().companies.Acme, title: 'Acme' }]);
				expect(rest).toMatchObject({ Name: 'Ada', Amount: 5, Tags: ['A', 'B'], Paid: true });
			});

			it('is off unless it was added, as in saved workflows', async () => {
				await fillEveryColumn(table());
				expect(await get({ simplify: false })).toEqual(await get({}));
			});

			it('returns what Create accepts: a file is uploaded again', async () => {
				await fillEveryColumn(table());
				const items = [await get({ simplify: true })];
				const create = table().target('create', {
					...table().automatic(),
					options: { unknownColumns: 'ignore' },
				});
				await table().server.output('create', create, { items });
				const rows = await table().rows();
				expect(rows).toHaveLength(2);
				expect(rows[1]).toMatchObject({ Name: 'Ada', Files: [{ name: 'notes.txt', size: 6 }] });
				expect(rows[1]).toMatchObject({ Owner: rows[0].Owner, Companies: rows[0].Companies });
			});
		},
		SOME_ENGINES,
		REMAINING_COLUMNS,
	);
});
