import { onEachEngine } from '../../../../harness/table';
import { basesOf, byId } from './bases';

const UNKNOWN = 'bseAAAAAAAAAAAAAAAA';

describe('Base: Get', () => {
	onEachEngine((table) => {
		const { is110, output, failure, base, limitToBase } = basesOf(table);

		it('returns the base and the engine that serves it', async () => {
			const [found] = await output('get');
			const { engine, ...rest } = found;
			expect(rest).toEqual(await base());
			const { v2Status } = rest as { v2Status?: { useV2: boolean } };
			expect(engine).toBe(is110() ? '1.10' : v2Status?.useV2 ? 'v2' : '2026');
		});

		it('works with a token limited to this base', async () => {
			await limitToBase();
			expect(await output('get')).toMatchObject([{ id: table().baseId }]);
		});

		it('says that the base does not exist', async () => {
			expect(await failure('get', { baseId: byId(UNKNOWN) })).toContain(
				`Teable has no base '${UNKNOWN}'`,
			);
		});
	});
});
