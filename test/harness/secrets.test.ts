import { expectNoSecrets, withoutNewSecrets } from './secrets';

const SECRET = `teable_accABCDEFGHIJKLMNOP_${'abc+'.repeat(10)}de/=`;

const hidden = (value: unknown) => Object.defineProperty({}, 'secret', { value });

describe('the search for secrets', () => {
	it.each<[string, unknown]>([
		['in a text', `a ${SECRET} b`],
		['deep in an object', { a: [{ b: { c: [SECRET] } }] }],
		['in the message of an error', new Error(SECRET)],
		['in the cause of an error', new Error('a', { cause: new Error('b', { cause: SECRET }) })],
		['in a property added to an error', Object.assign(new Error('a'), { context: { SECRET } })],
		['in a hidden property', hidden({ deeper: SECRET })],
		['as the key of a map', new Map([[SECRET, 1]])],
		['encoded for a URL', encodeURIComponent(SECRET)],
		['without the ID in it', SECRET.slice('teable_accABCDEFGHIJKLMNOP_'.length)],
	])('finds one %s', (_where, value) => {
		expect(() => expectNoSecrets(value, [SECRET])).toThrow();
	});

	it('ignores the ID inside a token, which is not a secret', () => {
		expectNoSecrets({ id: 'accABCDEFGHIJKLMNOP' }, [SECRET]);
	});

	it("ignores the new secret only in 'token'", () => {
		const items = [{ json: { token: SECRET, name: SECRET } }];
		withoutNewSecrets(items, (added) => {
			expect(added).toEqual([SECRET]);
			expect(() => expectNoSecrets(items, added)).toThrow();
		});
		expect(items[0].json.token).toBe(SECRET);
	});
});
