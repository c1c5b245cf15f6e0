/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import { setImmediate as turn } from 'node:timers/promises';

import { limitTo, mapLimited } from '../../../nodes/Teable/limit';

/** Work that reports when it starts, and ends when told to. */
function work() {
	const begun: number[] = [];
	const ends: Array<(error?: Error) => void> = [];
	const start = async (name: number) =>
		await new Promise<number>((resolve, reject) => {
			begun.push(name);
			ends[name] = (error) => (error ? reject(error) : resolve(name * 10));
		});
	const end = async (name: number, error?: Error) => {
		ends[name](error);
		await turn();
	};
	return { begun, start, end };
}

describe('a limit', () => {
	it('runs only so many tasks at once, and the rest in order', async () => {
		const { begun, start, end } = work();
		const limit = limitTo(2);
		const all = Promise.all([0, 1, 2, 3].map((name) => limit(async () => await start(name))));
		await turn();
		expect(begun).toEqual([0, 1]);
		await end(1);
		expect(begun).toEqual([0, 1, 2]);
		await end(0);
		expect(begun).toEqual([0, 1, 2, 3]);
		await end(3);
		await end(2);
		expect(await all).toEqual([0, 10, 20, 30]);
	});

	it('continues after a failure, and has all its slots again when everything is done', async () => {
		const { begun, start, end } = work();
		const limit = limitTo(1);
		const failing = limit(async () => await start(0));
		const waiting = limit(async () => await start(1));
		await turn();
		const refused = expect(failing).rejects.toThrow('no');
		await end(0, new Error('no'));
		await refused;
		await end(1);
		expect(await waiting).toBe(10);
		void limit(async () => await start(2));
		void limit(async () => await start(3));
		await turn();
		expect(begun).toEqual([0, 1, 2]);
	});
});

describe('doing the same for many values', () => {
	it('returns the results in the order of the values', async () => {
		const { begun, start, end } = work();
		const results = mapLimited([0, 1, 2], 2, start);
		await turn();
		await end(1);
		expect(begun).toEqual([0, 1, 2]);
		await end(2);
		await end(0);
		expect(await results).toEqual([0, 10, 20]);
	});

	it('starts nothing more after a failure', async () => {
		const { begun, start, end } = work();
		const results = mapLimited([0, 1, 2, 3], 2, start);
		const refused = expect(results).rejects.toThrow('no');
		await turn();
		await end(0, new Error('no'));
		await refused;
		await end(1);
		expect(begun).toEqual([0, 1]);
	});

	it('returns nothing for nothing', async () => {
		expect(await mapLimited([], 4, async () => await Promise.resolve(1))).toEqual([]);
	});
});
