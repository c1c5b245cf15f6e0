import * as fc from 'fast-check';

import type { Window } from '../../../../../nodes/Teable/trigger/polling/window';
import {
	advance,
	openWindow,
	windowBefore,
} from '../../../../../nodes/Teable/trigger/polling/window';

interface Change {
	id: string;
	time: number;
}

const reader = { timeOf: ({ time }: Change) => time, keyOf: ({ id }: Change) => id };

const START = 1_000_000;

describe('What was seen in the last minute', () => {
	it('returns each change once, also if it becomes visible up to a minute later', () => {
		const change = fc.record({ time: fc.nat(200_000), delay: fc.nat(60_000) });
		fc.assert(
			fc.property(
				fc.array(change, { maxLength: 30 }),
				fc.array(fc.nat(260_000), { maxLength: 8 }),
				(changes, polls) => {
					const all = changes.map(({ time, delay }, index) => ({
						id: String(index),
						time: START + time,
						visible: START + time + delay,
					}));
					let window = openWindow(START);
					const given: string[] = [];
					for (const at of [...polls, 260_000].sort((a, b) => a - b)) {
						const found = all.filter(
							({ time, visible }) => visible <= START + at && time >= window.since,
						);
						const { fresh, window: next } = advance(window, found, reader, START + at);
						given.push(...fresh.map(({ id }) => id));
						window = next;
					}

					expect(given.sort()).toEqual(all.map(({ id }) => id).sort());
				},
			),
		);
	});

	it('stores only what it needs: the changes of the last minute', () => {
		const found = Array.from({ length: 1000 }, (_, index) => ({
			id: String(index),
			time: START + index * 1000,
		}));

		const { window } = advance(openWindow(START), found, reader);

		expect(window.since).toBe(START + 999_000 - 60_000);
		expect(window.seen).toHaveLength(61);
	});

	it('does not go back if the server returns earlier times than before', () => {
		const before: Window = { since: START, seen: [] };

		expect(advance(before, [], reader, 5).window.since).toBe(START);
	});

	it('distinguishes old changes from late ones', () => {
		const { fresh, window } = advance(
			windowBefore(START),
			[{ id: 'old', time: START - 10 }],
			reader,
		);
		expect(fresh).toHaveLength(1);

		const found = [
			{ id: 'old', time: START - 10 },
			{ id: 'late', time: START - 10 },
		];
		expect(advance(window, found, reader).fresh).toEqual([{ id: 'late', time: START - 10 }]);
	});
});
