import type { INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';
import { BASES, basesOf, byId } from './bases';

describe('Base: Create', () => {
	onEachEngine((table) => {
		const { server, output, failure, bases, base, spaces, limitToBase } = basesOf(table);

		it('creates a base in the space, with an icon, also with a name that is in use', async () => {
			const { own } = await spaces();
			const create = { spaceId: byId(own), name: 'CRM', options: { icon: '🚀' } };
			const [made] = await output('create', create);
			expect(made).toEqual({
				...{ id: expect.stringMatching(/^bse/), name: 'CRM', icon: '🚀', spaceId: own },
			});
			expect((await bases()).filter(({ name }) => name === 'CRM')).toHaveLength(2);
		});

		it('finds the created base if the answer is lost, and creates no second one', async () => {
			const { own } = await spaces();
			server().sandbox.inject({ method: 'POST', route: BASES, kind: 'resetAfter' });
			const [made] = await output('create', { spaceId: byId(own), name: 'CRM' });
			expect(await base(String(made.id))).toMatchObject({ name: 'CRM', spaceId: own });
			expect((await bases()).filter(({ name }) => name === 'CRM')).toHaveLength(2);
		});

		it.each([
			['an empty name', { name: ' ' }, "'Name' is empty."],
			['an icon that is not an emoji', { name: 'A', options: { icon: 'box' } }, "'Icon' is 'box'"],
		])('refuses %s before anything is sent', async (_what, more: INodeParameters, message) => {
			const { own } = await spaces();
			expect(await failure('create', { spaceId: byId(own), ...more })).toContain(message);
			expect(server().sandbox.count('POST', BASES)).toBe(0);
		});

		it('says that a token limited to one base cannot access the space', async () => {
			const { own } = await spaces();
			await limitToBase();
			expect(await failure('create', { spaceId: byId(own), name: 'A' })).toContain(
				`The token cannot access the space '${own}'`,
			);
		});
	});
});
