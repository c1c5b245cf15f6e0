import type { OnError } from 'n8n-workflow';

import type { Fault } from '../../../../sandbox';
import { limitTo } from '../../../../nodes/Teable/limit';
import { EVERY_CASE, SOME_ENGINES } from '../../../harness/engines';
import { listenToLogs } from '../../../harness/secrets';
import { runDespite } from './faultyRun';
import type { Write } from './writes/write';
import { WRITES } from './writes';
import { RECORD_WRITES } from './writes/records';
import { SOME } from './writes/write';

/** This many cases run at the same time, because most of the time they wait. */
const AT_ONCE = 8;

const turn = limitTo(AT_ONCE);

const PAGE_OF_A_PROXY = '<html><body>Bad gateway</body></html>';

const refused = (status: number): [string, Fault] => [`${status}`, { kind: 'status', status }];

/** `behind`: the server carries out the request, and then fails. */
const failed = (status: number, body?: string): Array<[string, Fault]> => {
	const who = body === undefined ? `${status}` : `${status} of a proxy`;
	return [
		[`${who} before`, { kind: 'status', status, body }],
		[`${who} behind`, { kind: 'status', status, body, applied: true }],
	];
};

const FAULTS: Array<[string, Fault]> = [
	...[400, 403, 404, 413, 429, 503].map(refused),
	...failed(500),
	...[500, 502, 503, 504].flatMap((status) => failed(status, PAGE_OF_A_PROXY)),
	['reset before', { kind: 'resetBefore' }],
	['reset behind', { kind: 'resetAfter' }],
	['timeout before', { kind: 'lost', delayMs: 30_000 }],
	['timeout behind', { kind: 'delayAfter', delayMs: 30_000 }],
	['timeout, carried out late', { kind: 'delay', delayMs: 900 }],
	['broken JSON', { kind: 'brokenJson' }],
	['HTML before', { kind: 'html' }],
	['HTML behind', { kind: 'html', applied: true }],
];

/** One of each type, which is enough in the short run for operations that don't send many items per request. */
const TELLING = /^(403|500 behind|502 of a proxy before|reset behind|timeout behind|HTML before)$/;

const faultsFor = (write: Write) =>
	EVERY_CASE || RECORD_WRITES.includes(write)
		? FAULTS
		: FAULTS.filter(([name]) => TELLING.test(name));

/** After these, nothing is unknown: the server says what it did, or it is found in Teable. */
const FOUND_OUT = /^(400|403|404|413|429|503|500 before|.* behind|broken JSON)$/;

/** Teable doesn't show who clicked a button, and only the author knows what a custom request does. */
const NOT_LOOKED_UP = ['Click Button', 'Send Custom Request'];

const isFoundOut = (fault: string, { name }: Write) =>
	FOUND_OUT.test(fault) && !NOT_LOOKED_UP.includes(name);

/**
 * Defines tests of every operation that changes something, with every fault. All operations handle one item after the
 * other in the same way, so the short run tests that once.
 */
export function describeMatrix(onError: OnError) {
	describe.each(SOME_ENGINES)('on Teable %s', (...engine) => {
		beforeAll(listenToLogs);
		afterAll(() => jest.restoreAllMocks());

		const writes = WRITES.filter(
			(write) =>
				EVERY_CASE ||
				(write.count === SOME && (onError === 'stopWorkflow' || RECORD_WRITES.includes(write))),
		);

		it.concurrent.each(writes.map((write) => [write.name, write] as const))(
			'%s reports the result of each item, whatever goes wrong',
			async (_what, write) => {
				const tries = faultsFor(write).map(async ([name, fault]) => {
					const faulty = { ...write.request, after: write.after, ...fault };
					const verdict = await turn(
						async () => await runDespite(engine, write, [faulty], onError),
					);
					const all = [...verdict.wrong.slice(0, 3)];
					if (isFoundOut(name, write) && verdict.said.includes('unknown')) {
						all.push('said unknown, and it can be found out');
					}
					return all.map((what) => `${name}: ${what}. ${verdict.message ?? ''}`);
				});
				expect((await Promise.all(tries)).flat()).toEqual([]);
			},
			240_000,
		);
	});
}
