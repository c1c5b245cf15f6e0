import { HARMLESS } from '../../../../../nodes/Teable/teable/http/recovery';
import { path } from '../../../../../nodes/Teable/teable/http/path';
import { fetchEngine } from '../../../../../nodes/Teable/teable/schema/engine';
import { undoOnce } from '../../../../../nodes/Teable/teable/schema/undo';
import { connectClient } from '../../../../harness/engine';
import { onEachEngine } from '../../../../harness/table';

describe('changes that can be undone', () => {
	onEachEngine((table) => {
		const connect = async () => await connectClient('accessToken', table().server.credentials);

		it('are undone one by one, but not those of the client itself', async () => {
			const client = await connect();
			const isV2 = (await fetchEngine(client, table().id)) === 'v2';
			const inWindow = client.inWindow('a window');
			const records = path`/table/${table().id}/record`;
			const row = { fieldKeyType: 'id', records: [{ fields: {} }] };
			await client.post(records, row, HARMLESS);
			await inWindow.post(records, row, HARMLESS);
			expect(await table().rows()).toHaveLength(2);

			expect(await undoOnce(inWindow, table().id)).toEqual({ status: 'fulfilled' });
			expect(await table().rows()).toHaveLength(1);
			expect(await undoOnce(inWindow, table().id)).toEqual(
				isV2 ? { status: 'failed', errorMessage: 'Can not get record' } : { status: 'empty' },
			);
			expect(await table().rows()).toHaveLength(1);
		});

		it('are marked for the server, and reads are not', async () => {
			const inWindow = (await connect()).inWindow('a window');
			await inWindow.get(path`/table/${table().id}/record`);
			await undoOnce(inWindow, table().id);
			expect(
				table().server.sandbox.requests.map(({ method, headers }) => [
					method,
					headers['x-window-id'],
				]),
			).toEqual([
				['GET', undefined],
				['POST', 'a window'],
			]);
		});
	});
});
