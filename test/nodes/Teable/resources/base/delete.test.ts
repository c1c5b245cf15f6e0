import { onEachEngine } from '../../../../harness/table';
import { BASE, basesOf } from './bases';

describe('Base: Delete', () => {
	onEachEngine((table) => {
		const { server, output, failure, bases } = basesOf(table);

		it('moves the base to the trash', async () => {
			const id = table().baseId;
			expect(await output('delete')).toEqual([{ id, deleted: true }]);
			expect((await bases()).map((one) => one.id)).not.toContain(id);
		});

		it('says that the base no longer exists', async () => {
			await output('delete');
			expect(await failure('delete')).toContain("Teable has no base 'bse");
			expect(server().sandbox.count('DELETE', BASE)).toBe(1);
		});

		it('detects that the base was deleted if the answer is lost', async () => {
			server().sandbox.inject({ method: 'DELETE', route: BASE, kind: 'resetAfter' });
			expect(await output('delete')).toEqual([{ id: table().baseId, deleted: true }]);
		});
	});
});
