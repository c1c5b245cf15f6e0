import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';
import { VIEW, ofView, viewsOf } from './views';

const PASSWORD = 'open sesame';

const META = `${VIEW}/share-meta`;

describe('View: Share and Stop Sharing', () => {
	onEachEngine((table) => {
		const { held, make, output, failure } = viewsOf(table);

		let viewId: string;
		beforeEach(async () => {
			viewId = (await make({ name: 'Open', type: 'grid' })).id;
			table().server.sandbox.resetRequests();
		});

		const share = async (options: INodeParameters = {}): Promise<IDataObject> =>
			(await output('share', { ...ofView(viewId), options }))[0];

		const refusal = async (options: INodeParameters) =>
			await failure('share', { ...ofView(viewId), options });

		const stop = async () => await output('stopSharing', ofView(viewId));

		const count = (method: string, action: string) =>
			table().server.sandbox.count(method, `${VIEW}/${action}`);

		const meta = async () => (await held(viewId)).shareMeta;

		it('returns the link of the view, which everyone can open', async () => {
			const shared = await share();
			const { shareId } = await held(viewId);
			expect(shared).toEqual({
				...{ id: viewId, name: 'Open', shared: true, shareId },
				shareUrl: `${table().server.sandbox.url}/share/${String(shareId)}/view`,
				...{ allowCopying: false, hasPassword: false },
			});
			expect(await table().server.ask('GET', `/share/${String(shareId)}/view`)).toMatchObject({
				viewId,
			});
			expect(count('PUT', 'share-meta')).toBe(0);
		});

		it('returns the same link again, though Teable itself refuses to share twice', async () => {
			const first = await share();
			expect(await share()).toEqual(first);
			expect(count('POST', 'enable-share')).toBe(1);
		});

		it('creates another link only on request', async () => {
			const first = await share();
			const second = await share({ newLink: true });
			expect(second.shareId).not.toBe(first.shareId);
			expect(second.shareId).toBe((await held(viewId)).shareId);
		});

		it('keeps the earlier settings, which Teable would drop', async () => {
			await share({ allowCopying: true });
			expect(await share({ password: PASSWORD })).toMatchObject({
				...{ allowCopying: true, hasPassword: true },
			});
			expect(await meta()).toEqual({ includeRecords: true, allowCopy: true, password: PASSWORD });
			expect(await share({ allowCopying: false })).toMatchObject({
				...{ allowCopying: false, hasPassword: true },
			});
			expect(await meta()).toMatchObject({ password: PASSWORD });
		});

		it('removes the password only on request', async () => {
			await share({ password: PASSWORD });
			expect(await share()).toMatchObject({ hasPassword: true });
			expect(await share({ removePassword: true })).toMatchObject({ hasPassword: false });
			expect(await meta()).toEqual({ includeRecords: true });
			const both = { removePassword: true, password: PASSWORD };
			expect(await share(both)).toMatchObject({ hasPassword: true });
		});

		it('refuses a password that is empty, too short or would be truncated', async () => {
			expect(await refusal({ password: '' })).toContain("'Password' is empty.");
			for (const password of ['ab', 'secret ']) {
				expect(await refusal({ password })).toBe(
					"'Password' is shorter than 3 characters, or starts or ends with a space. Enter another password.",
				);
			}
			expect(count('POST', 'enable-share')).toBe(0);
		});

		it('does not share a view whose password cannot be set, and does not reveal the password', async () => {
			table().server.sandbox.inject({
				...{ method: 'PUT', route: META, kind: 'status', status: 400 },
				body: JSON.stringify({
					message: `'${PASSWORD}' is weak`,
					status: 400,
					code: 'validation_error',
				}),
			});
			const options = { password: '={{ $json.password }}' };
			const { error } = await table().run(
				'share',
				{ resource: 'view', ...ofView(viewId), options },
				{ items: [{ password: PASSWORD }] },
			);
			expect(error?.message).toContain("'[password]' is weak. The view was therefore not shared.");
			expect(JSON.stringify([error, error?.message])).not.toContain(PASSWORD);
			expect(await held(viewId)).not.toHaveProperty('enableShare');
		});

		it('detects what happened in each step whose answer is lost', async () => {
			const { sandbox } = table().server;
			const lose = (method: string, action: string) =>
				sandbox.inject({ method, route: `${VIEW}/${action}`, kind: 'resetAfter' });
			lose('POST', 'enable-share');
			lose('PUT', 'share-meta');
			const first = await share({ password: PASSWORD });
			expect(first).toMatchObject({ hasPassword: true });
			lose('POST', 'refresh-share-id');
			const second = await share({ newLink: true });
			expect(second.shareId).toBe((await held(viewId)).shareId);
			lose('POST', 'disable-share');
			expect(await stop()).toMatchObject([{ shared: false }]);
			for (const action of ['enable-share', 'refresh-share-id', 'disable-share']) {
				expect(count('POST', action)).toBe(1);
			}
		});

		it('stops sharing, and does nothing the second time', async () => {
			const { shareId } = await share({ password: PASSWORD });
			expect(await stop()).toEqual([{ id: viewId, name: 'Open', shared: false }]);
			expect(await stop()).toEqual([{ id: viewId, name: 'Open', shared: false }]);
			expect(count('POST', 'disable-share')).toBe(1);
			const again = await share();
			expect(again.shareId).not.toBe(shareId);
			expect(again.hasPassword).toBe(true);
		});

		it("shares a form with Teable's own settings", async () => {
			viewId = (await make({ name: 'Ask', type: 'form' })).id;
			expect(await share()).toMatchObject({ name: 'Ask', shared: true, hasPassword: false });
			const before = (await meta()) as IDataObject;
			await share({ allowCopying: true });
			expect(await meta()).toEqual({ ...before, allowCopy: true });
		});
	});
});
