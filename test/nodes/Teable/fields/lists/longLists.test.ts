import { range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import { listColumns, loadChoices, searchList } from '../../../../harness/engine';
import { onEachServer } from '../../../../harness/server';

interface Described {
	id: string;
	name: string;
}

/** n8n finds a parameter only if the operation has it. */
const GET_MANY = { authentication: 'accessToken', resource: 'record', operation: 'getAll' };

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

describe('The lists of an editor with many things in Teable', () => {
	onEachServer((server) => {
		let spaces: string[];

		const make = async (path: string, body: object) =>
			(await server.ask('POST', path, body)) as unknown as Described;

		const list = async (
			method: Parameters<typeof searchList>[0],
			more: INodeParameters,
			filter = '',
		) => {
			const parameters = { ...GET_MANY, ...more };
			const { results } = await searchList(
				method,
				{ parameters, credentials: server.credentials },
				filter,
			);
			return results.map(({ name }) => name);
		};

		beforeEach(async () => {
			await server.signInAs('plainToken');
			spaces = ((await server.ask('GET', '/space')) as unknown as Described[]).map(({ id }) => id);
		});

		it('show 60 bases by space, as Teable does, and tell those of one name apart', async () => {
			for (const index of range(60)) {
				const name = index < 2 ? 'Twin' : `Base ${index}`;
				await make('/base', { spaceId: spaces[index % 2], name });
			}
			const names = await list('searchBases', {});
			expect(names).toHaveLength(62);
			for (const [place, rest] of [
				['Demo space', 0],
				['Second space', 1],
			] as const) {
				expect(names).toContain(`Twin (${place})`);
				const { length } = range(2, 60).filter((index) => index % 2 === rest);
				const positions = range(2, 60)
					.filter((index) => index % 2 === rest)
					.map((index) => names.indexOf(`Base ${index}`));
				expect(Math.max(...positions) - Math.min(...positions)).toBe(length - 1);
			}
			expect(names.indexOf('Base 2')).toBeLessThan(names.indexOf('Base 3'));
			expect(await list('searchBases', {}, 'second')).toEqual(['Twin (Second space)']);

			const [{ id: one }, { id: other }] = [
				await make('/base', { spaceId: spaces[0], name: 'Same' }),
				await make('/base', { spaceId: spaces[0], name: 'Same' }),
			];
			expect((await list('searchBases', {}, 'same')).sort()).toEqual(
				[`Same (Demo space) (${one})`, `Same (Demo space) (${other})`].sort(),
			);
		});

		it('show 60 tables, 60 views and 300 columns in the order of Teable, and find one of them', async () => {
			const base = await make('/base', { spaceId: spaces[0], name: 'Big' });
			const small = { fields: [{ name: 'Name', type: 'singleLineText' }], records: [] };
			for (const index of range(60)) {
				await make(`/base/${base.id}/table`, { ...small, name: `Table ${index}` });
			}
			const columns = range(300).map((index) => `Column ${index}`);
			const wide = await make(`/base/${base.id}/table`, {
				name: 'Wide',
				fields: columns.map((name) => ({ name, type: 'singleLineText' })),
				records: [],
			});
			for (const index of range(60)) {
				await make(`/table/${wide.id}/view`, { name: `View ${index}`, type: 'grid' });
			}
			const where = { baseId: byId(base.id), tableId: byId(wide.id) };
			const tables = await list('searchTables', where);
			expect(tables).toEqual([...range(60).map((index) => `Table ${index}`), 'Wide']);
			expect(await list('searchTables', where, 'wid')).toEqual(['Wide']);
			const views = await list('searchViews', where);
			expect(views.slice(-60)).toEqual(range(60).map((index) => `View ${index}`));
			expect(await list('searchViews', where, 'view 59')).toEqual(['View 59']);
			expect(await list('searchFields', where)).toEqual(columns);
			expect(await list('searchFields', where, 'column 299')).toEqual(['Column 299']);

			const parameters = { ...GET_MANY, ...where };
			const editor = { parameters, credentials: server.credentials };
			const { fields } = await listColumns('getColumnsToUpdate', editor);
			expect(fields.map(({ displayName }) => displayName)).toEqual(['Record ID', ...columns]);
			const choices = await loadChoices('getField', editor);
			expect(choices.map(({ name }) => name)).toEqual([
				'Choose a Field',
				...columns.map((name) => `${name} (single line text)`),
			]);
		});
	});
});
