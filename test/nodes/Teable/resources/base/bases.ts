import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TOKEN_SCOPES } from '../../../../../sandbox/scopes';
import type { TestTable } from '../../../../harness/table';

export const BASES = '/api/base';
export const BASE = `${BASES}/:baseId`;

export const byId = (value: string): INodeParameters[string] => ({ __rl: true, mode: 'id', value });

export const NO_SPACE = { __rl: true, mode: 'list', value: '' };

/** What tests do with bases, through the node and directly. */
export function basesOf(table: () => TestTable) {
	const server = () => table().server;
	const is110 = () => server().version === '1.10.0';

	const run = async (operation: string, more: INodeParameters = {}) =>
		await server().run(operation, {
			...{ resource: 'base', baseId: byId(table().baseId), ...more },
		});

	const output = async (operation: string, more: INodeParameters = {}) => {
		const { items, error } = await run(operation, more);
		expect(error?.message).toBeUndefined();
		return items.map(({ json }) => json);
	};

	const failure = async (operation: string, more: INodeParameters = {}) => {
		const { items, error } = await run(operation, more);
		expect(items).toEqual([]);
		return error?.message;
	};

	const list = async (path: string) =>
		(await server().ask('GET', path)) as unknown as IDataObject[];

	const bases = async () => await list('/base/access/all');

	const base = async (id = table().baseId) => await server().ask('GET', `/base/${id}`);

	/** The space of the test's base, and another one. */
	const spaces = async () => {
		const { spaceId } = await base();
		const other = (await list('/space')).find(({ id }) => id !== spaceId);
		return { own: String(spaceId), other: String(other?.id) };
	};

	/** Changes the credential to a token with all scopes that is limited to the test's base. */
	const limitToBase = async (without?: string) => {
		const { token } = await server().ask('POST', '/access-token', {
			name: 'Limited',
			scopes: TOKEN_SCOPES[server().version].filter(
				(scope) => !['user|integrations', without].includes(scope),
			),
			expiredTime: '2099-01-01T00:00:00.000Z',
			baseIds: [table().baseId],
		});
		server().credentials.teableApi.accessToken = String(token);
	};

	/** Another base in the same space, to whose only table the test's table links. */
	const linkToOtherBase = async () => {
		const { own } = await spaces();
		const { id } = await server().ask('POST', '/base', { spaceId: own, name: 'Other' });
		const foreign = await server().ask('POST', `/base/${String(id)}/table`, {
			name: 'Far',
			fields: [{ name: 'Title', type: 'singleLineText' }],
			records: [{ fields: { Title: 'there' } }],
		});
		await table().addField({
			...{ name: 'Beyond', type: 'link' },
			options: { relationship: 'manyOne', foreignTableId: foreign.id },
		});
		const [record] = foreign.records as Array<{ id: string }>;
		const [id1] = await table().fill([{ Name: 'here' }]);
		await server().ask('PATCH', `/table/${table().id}/record/${id1}`, {
			fieldKeyType: 'name',
			record: { fields: { Beyond: { id: record.id } } },
		});
		return String(id);
	};

	return {
		...{ server, is110, run, output, failure, list },
		...{ bases, base, spaces, limitToBase, linkToOtherBase },
	};
}
