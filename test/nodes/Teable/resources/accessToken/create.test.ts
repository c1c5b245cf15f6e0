import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ALL_SCOPES } from '../../../../../nodes/Teable/teable/schema/scopes';
import { onEachServer } from '../../../../harness/server';

const MINIMUM: INodeParameters = {
	name: 'Nightly sync',
	scopes: ['record|read'],
	expires: 'never',
};

const A_MINUTE = 60_000;
const A_DAY = 24 * 60 * A_MINUTE;

describe('Create Access Token', () => {
	onEachServer((server) => {
		const created = async (parameters: INodeParameters = {}): Promise<IDataObject> => {
			const [token] = await server.output('create', { ...MINIMUM, ...parameters });
			return await server.ask('GET', `/access-token/${String(token.id)}`);
		};

		const idOf = async (path: string, name: string) =>
			((await server.ask('GET', path)) as unknown as IDataObject[]).find(
				(thing) => thing.name === name,
			)?.id as string;

		it('returns the secret in token, and Teable accepts it', async () => {
			const [token] = await server.output('create', MINIMUM);
			expect(token.token).toMatch(/^teable_acc/);
			await server.signInAs('plainToken');
			server.credentials.teableApi.accessToken = token.token as string;
			expect(await server.failure('getAll')).toContain('lets only a signed-in session');
		});

		it('creates a token with exactly the given name, description, scopes and expiry', async () => {
			const description = 'Used by the workflow that syncs orders';
			const scopes = ['table|read', 'record|read', 'record|update'];
			const token = await created({ scopes, options: { description } });
			expect(token).toMatchObject({
				name: 'Nightly sync',
				description,
				scopes,
				expiredTime: '2099-12-31T00:00:00.000Z',
				hasFullAccess: true,
			});
			expect(token).not.toHaveProperty('spaceIds');
			expect(token).not.toHaveProperty('baseIds');
		});

		it('sends no description if there is none', async () => {
			expect(await created({ options: { description: '' } })).not.toHaveProperty('description');
		});

		it('is refused for a space or base that does not exist, because the token could then access everything', async () => {
			expect(await server.failure('create', { ...MINIMUM, reach: '={{ "base" }}' })).toBe(
				"'Access' is 'base', which isn't one of its options. Use one of 'all', 'bases', 'spaces'.",
			);
			expect(server.sandbox.requests).toEqual([]);
		});

		it('gives access only to the chosen spaces', async () => {
			const spaceId = await idOf('/space', 'Second space');
			const token = await created({ reach: 'spaces', spaceIds: [spaceId] });
			expect(token.spaceIds).toEqual([spaceId]);
			expect(token).not.toHaveProperty('baseIds');
			expect(token.hasFullAccess).not.toBe(true);
		});

		it('gives access only to the chosen bases, also as text with commas', async () => {
			const ids = [
				await idOf('/base/access/all', 'CRM'),
				await idOf('/base/access/all', 'Projects'),
			];
			const token = await created({ reach: 'bases', baseIds: `={{ "${ids.join(', ')}" }}` });
			expect(token.baseIds).toEqual(ids);
			expect(token).not.toHaveProperty('spaceIds');
			expect(token.hasFullAccess).not.toBe(true);
		});

		it('expires in the given number of days', async () => {
			const { expiredTime } = await created({ expires: 'inDays', expiresInDays: 30 });
			const left = Date.parse(String(expiredTime)) - Date.now();
			expect(Math.abs(left - 30 * A_DAY)).toBeLessThan(A_MINUTE);
		});

		it.each([
			['2031-01-31', 'Europe/Berlin', '2031-01-30T23:00:00.000Z'],
			['2031-07-31T18:30', 'America/New_York', '2031-07-31T22:30:00.000Z'],
			['2031-07-31 18:30:15', 'UTC', '2031-07-31T18:30:15.000Z'],
			['2031-07-31T18:30:00+02:00', 'Pacific/Auckland', '2031-07-31T16:30:00.000Z'],
			['2031-07-31T18:30:00.000Z', 'Pacific/Auckland', '2031-07-31T18:30:00.000Z'],
		])('reads the date %s in the time zone %s', async (expiryDate, timezone, expiredTime) => {
			const parameters = { ...MINIMUM, expires: 'onDate', expiryDate };
			const [token] = await server.output('create', parameters, { timezone });
			expect(token.expiredTime).toBe(expiredTime);
		});

		it('accepts a date from an expression', async () => {
			const expiryDate = '={{ DateTime.utc(2031, 1, 31, 12) }}';
			const token = await created({ expires: 'onDate', expiryDate });
			expect(token.expiredTime).toBe('2031-01-31T12:00:00.000Z');
		});

		it('creates one token per item, in order and paired', async () => {
			const parameters = { ...MINIMUM, name: '={{ $json.name }}' };
			const { items } = await server.run('create', parameters, {
				items: [{ name: 'One' }, { name: 'Two' }, { name: 'Three' }],
			});
			expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
				['One', { item: 0 }],
				['Two', { item: 1 }],
				['Three', { item: 2 }],
			]);
			expect(new Set(items.map(({ json }) => json.token)).size).toBe(3);
		});

		it('knows every scope that the server has', async () => {
			const scopes = ALL_SCOPES;
			expect((await created({ scopes })).scopes).toEqual(scopes);
		});

		it.each<[string, INodeParameters, string]>([
			['an empty name', { name: '  ' }, "'Name' is empty."],
			['no scope', { scopes: '={{ [] }}' }, "'Scopes' is empty. Choose at least one"],
			[
				'a scope that Teable does not have',
				{ scopes: ['record|read', 'record|fly'] },
				"'Scopes' contains 'record|fly', which is not a scope in Teable.",
			],
			['no space', { reach: 'spaces' }, "'Space Names or IDs' is empty."],
			['no base', { reach: 'bases' }, "'Base Names or IDs' is empty."],
			[
				'the ID of a space instead of a base',
				{ reach: 'bases', baseIds: ['spcAAAAAAAAAAAAAAAA'] },
				"'Base Names or IDs' contains 'spcAAAAAAAAAAAAAAAA', which is not an ID.",
			],
			['no date', { expires: 'onDate' }, "'Expiry Date' is empty."],
			[
				'an invalid date',
				{ expires: 'onDate', expiryDate: 'next week' },
				"'Expiry Date' is 'next week', which is not a date.",
			],
			[
				'a date that is a list',
				{ expires: 'onDate', expiryDate: '={{ [1] }}' },
				"'Expiry Date' isn't text. Use a single value",
			],
			[
				'a date in the past',
				{ expires: 'onDate', expiryDate: '2020-02-03' },
				"'Expiry Date' is 2020-02-03, which has passed.",
			],
			[
				'no days',
				{ expires: 'inDays', expiresInDays: 0 },
				"'Days Until Expiry' is '0'. Enter a whole number of at least 1.",
			],
			[
				'half a day',
				{ expires: 'inDays', expiresInDays: 0.5 },
				"'Days Until Expiry' is '0.5'. Enter a whole number of at least 1.",
			],
			[
				'too many days for a date',
				{ expires: 'inDays', expiresInDays: 1e12 },
				"'Days Until Expiry' is 1000000000000, which is too large. Enter 36500 or less.",
			],
		])('refuses %s without a request', async (_what, parameters, message) => {
			expect(await server.failure('create', { ...MINIMUM, ...parameters })).toContain(message);
			expect(server.sandbox.requests).toEqual([]);
		});
	});
});
