import { onEachEngine } from '../../../../harness/table';
import { BASE, basesOf } from './bases';

describe('Base: Update', () => {
	onEachEngine((table) => {
		const { server, output, failure, base } = basesOf(table);

		it('changes only the name, only the icon, or both', async () => {
			const { icon } = await base();
			expect(await output('update', { name: 'Sales' })).toMatchObject([{ name: 'Sales', icon }]);
			await output('update', { icon: '🚀' });
			expect(await base()).toMatchObject({ name: 'Sales', icon: '🚀' });
		});

		it('says that there is nothing to change', async () => {
			expect(await failure('update')).toBe(
				"'New Name' and all other fields are empty, so there is nothing to change. Fill in at least one field.",
			);
		});

		it('detects that the base was changed if the answer is lost', async () => {
			server().sandbox.inject({ method: 'PATCH', route: BASE, kind: 'resetAfter' });
			const [changed] = await output('update', { name: 'Sales' });
			expect(Object.keys(changed).sort()).toEqual(['icon', 'id', 'name', 'spaceId']);
			expect(changed.name).toBe('Sales');
		});
	});
});
