import type { INodeParameters } from 'n8n-workflow';

import { searchList } from '../../../../harness/engine';
import { onEachServer } from '../../../../harness/server';
import { ADA, ALAN, peopleOf } from './people';

describe("Collaborator, in the editor's list", () => {
	onEachServer((server) => {
		const { here, bringIn, place } = peopleOf(server);

		const search = async (of: 'base' | 'space', more: INodeParameters = {}, filter?: string) => {
			const parameters = {
				authentication: 'session',
				operation: 'remove',
				...place(of),
				...more,
			};
			const { credentials } = server;
			const list = await searchList('searchCollaborators', { parameters, credentials }, filter);
			return list.results.map(({ name }) => name);
		};

		it('offers those whose role was given in the space or base itself', async () => {
			await bringIn('space', ADA, 'editor');
			await bringIn('base', ALAN, 'viewer');
			expect(await search('base')).toEqual([`alan (${ALAN}, viewer)`]);
			expect(await search('space')).toEqual([
				`ada (${ADA}, editor)`,
				`${String(here.owner.userName)} (${String(here.owner.email)}, owner)`,
			]);
			expect(await search('space', {}, 'ada')).toHaveLength(1);
		});

		it.each(['base', 'space'] as const)('asks for a %s first', async (of) => {
			const empty = { [`${of}Id`]: { __rl: true, mode: 'list', value: '' } };
			await expect(search(of, empty)).rejects.toThrow(
				`Choose '${of === 'base' ? 'Base' : 'Space'}' first.`,
			);
		});
	});
});
