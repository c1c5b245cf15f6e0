import { onEachEngine } from '../../../../harness/table';
import { BASE, basesOf, byId } from './bases';

const MOVE = `${BASE}/move`;

describe('Base: Move', () => {
	onEachEngine((table) => {
		const { server, is110, run, output, list, base, spaces, linkToOtherBase } = basesOf(table);

		it('moves the base to another space, with the same ID', async () => {
			const { other } = await spaces();
			expect(await output('move', { spaceId: byId(other) })).toMatchObject([
				{ id: table().baseId, spaceId: other },
			]);
			expect(await base()).toMatchObject({ spaceId: other });
		});

		it('sends nothing if the base is already in the space', async () => {
			const { own } = await spaces();
			expect(await output('move', { spaceId: byId(own) })).toMatchObject([{ spaceId: own }]);
			expect(server().sandbox.count('PUT', MOVE)).toBe(0);
		});

		it('refuses to turn links between bases into text, which servers of 2026 do with a 200', async () => {
			const otherBase = await linkToOtherBase();
			const { own, other } = await spaces();
			const { error } = await run('move', { spaceId: byId(other) });
			if (is110()) {
				expect(error?.message).toBeUndefined();
				return;
			}
			expect(error?.message).toMatch(
				/would permanently turn links between it and other bases into text: 'Beyond' in table 'Orders' of base 'CRM', 'Orders' in table 'Far' of base 'Other'\./,
			);
			expect(await base()).toMatchObject({ spaceId: own });
			await output('move', { spaceId: byId(other), options: { linksAsText: true } });
			const [far] = await list(`/base/${otherBase}/table`);
			expect(await list(`/table/${String(far.id)}/field`)).toContainEqual(
				expect.objectContaining({ name: 'Orders', type: 'singleLineText' }),
			);
		});

		it('detects that the base was moved if the answer is lost', async () => {
			const { other } = await spaces();
			server().sandbox.inject({ method: 'PUT', route: MOVE, kind: 'resetAfter' });
			expect(await output('move', { spaceId: byId(other) })).toMatchObject([{ spaceId: other }]);
			expect(server().sandbox.count('PUT', MOVE)).toBe(1);
		});
	});
});
