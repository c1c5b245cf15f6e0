import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { listColumns } from '../../../../harness/engine';
import { REMAINING_COLUMNS } from '../../../../harness/data/everyColumn';
import { onEachEngine } from '../../../../harness/table';

/**
 * Names that n8n can't use as keys: it puts keys in quotes into a path, and text that begins with `=` is an
 * expression.
 */
const ODD = [
	'a"]b',
	'=1+1',
	'__proto__',
	'{{ $json }}',
	'😀',
	'Size (cm)',
	'Größe',
	'x'.repeat(99),
];

describe('A column in the mapper', () => {
	onEachEngine(
		(table) => {
			const columnsWith = async (columns: INodeParameters = {}) => {
				const { credentials } = table().server;
				const parameters = table().target('create', { authentication: 'accessToken', columns });
				const { fields } = await listColumns('getColumnsToUpdate', { parameters, credentials });
				return fields;
			};

			const called = async (name: string, columns?: INodeParameters) =>
				(await columnsWith(columns)).find((column) => column.name === name);

			it('says what a text box accepts', async () => {
				const labels = (await columnsWith()).map(({ displayName }) => displayName);
				expect(labels).toEqual(
					expect.arrayContaining([
						'Name',
						'Tags (A, B, …)',
						'Owner (name, email or ID)',
						'Team (names, emails or IDs)',
						'Files (binary fields or URLs)',
						'Companies (titles or IDs)',
						'Status',
						'Due',
					]),
				);
			});

			it('says so for a link to one record, and for long choices or choices with a comma', async () => {
				const [options] = Object.values(
					await table().server.ask(
						'GET',
						`/table/${table().id}/field/${table().field('Companies')}`,
					),
				).filter((value) => Object(value).foreignTableId);
				const { foreignTableId } = options as { foreignTableId: string };
				await table().addField({
					...{ name: 'Company', type: 'link' },
					options: { relationship: 'manyOne', foreignTableId, isOneWay: true },
				});
				await table().addField({
					...{ name: 'Places', type: 'multipleSelect' },
					options: { choices: [{ name: 'Paris, France' }, { name: 'Rome' }] },
				});
				expect(await called('Company')).toMatchObject({ displayName: 'Company (title or ID)' });
				expect(await called('Places')).toMatchObject({
					displayName: 'Places (choices)',
				});
			});

			it('is identified by its name, which n8n shows, and then by its ID, which stays', async () => {
				const email = table().field('Email');
				expect(await called('Email')).toMatchObject({ id: `Email (${email})` });
			});

			it.each([
				['an ID, as version 0.1.0 did', (id: string) => id],
				['a name, as in a workflow that was not created in the editor', () => 'Email'],
				['an earlier name', (id: string) => `E-mail (${id})`],
			])('keeps its key if the node has stored %s', async (_, keyFor) => {
				const key = keyFor(table().field('Email'));
				for (const kept of [
					{ schema: [{ id: key, displayName: 'Email' }], value: null, matchingColumns: [] },
					{ schema: [], value: { [key]: 'x' }, matchingColumns: [] },
					{ schema: [], value: null, matchingColumns: [key] },
				]) {
					expect(await called('Email', kept)).toMatchObject({ id: key });
				}
			});

			it('is found after a rename, and written', async () => {
				const [id] = await table().fill([{ Email: 'ada@example.com', Notes: 'old' }]);
				const keys = await Promise.all(['Email', 'Notes'].map(async (name) => await called(name)));
				const [email, notes] = keys.map((column) => column!.id);
				for (const name of ['Email', 'Notes']) {
					const path = `/table/${table().id}/field/${table().field(name)}`;
					await table().server.ask('PATCH', path, { name: `${name} of late` });
				}
				const columns = {
					mappingMode: 'defineBelow',
					value: { [email]: 'ada@example.com', [notes]: 'new' },
					matchingColumns: [email],
					schema: (await columnsWith()) as unknown as INodeParameters[],
				};
				await table().output('update', { columns });
				expect(await table().rows()).toMatchObject([{ id, 'Notes of late': 'new' }]);
			});

			it('has a key that n8n can store, whatever its name, and is written with it', async () => {
				for (const name of ODD) await table().addField({ name, type: 'singleLineText' });
				const fields = await columnsWith();
				const odd = fields.filter((column) => ODD.includes(column.name ?? ''));
				expect(odd).toHaveLength(ODD.length);
				for (const { id } of odd) {
					expect(id).toMatch(/^[\p{L}\p{N}_(][^"[\].={}]{0,80}$/u);
				}
				const columns = {
					mappingMode: 'defineBelow',
					value: Object.fromEntries(odd.map(({ id, name }) => [id, `of ${name}`])),
					matchingColumns: [],
					schema: fields as unknown as INodeParameters[],
				};
				await table().output('create', { columns });
				const { records } = (await table().server.ask(
					'GET',
					`/table/${table().id}/record?fieldKeyType=id`,
				)) as unknown as { records: Array<{ fields: IDataObject }> };
				for (const name of ODD) {
					expect(records[0].fields[table().field(name)]).toBe(`of ${name}`);
				}
			});
		},
		undefined,
		REMAINING_COLUMNS,
	);
});
