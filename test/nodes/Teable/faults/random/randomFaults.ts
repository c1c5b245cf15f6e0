import fc from 'fast-check';

import type { Fault } from '../../../../../sandbox';
import { listenToLogs } from '../../../../harness/secrets';
import type { Engine } from '../../../../harness/engines';
import { runDespite } from '../faultyRun';
import { WRITES } from '../writes';
import { SOME } from '../writes/write';

/** This many executions run at the same time, each on its own server, because most of the time they wait. */
const AT_ONCE = 8;

const records = WRITES.filter(
	({ name, count }) =>
		count === SOME && /^(Create|Update|Delete|Create or Update) Record/.test(name),
);

const METHODS = ['POST', 'PATCH', 'DELETE', 'GET'];

const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({
		kind: fc.constant('status' as const),
		status: fc.constantFrom(400, 403, 404, 413, 429, 500, 502, 504),
		applied: fc.constant(false),
	}),
	fc.record({
		kind: fc.constant('status' as const),
		status: fc.constantFrom(500, 502, 504),
		applied: fc.constant(true),
	}),
	fc.record({
		kind: fc.constantFrom('resetBefore', 'resetAfter', 'brokenJson', 'html'),
	}),
	fc.record({ kind: fc.constantFrom('lost', 'delayAfter', 'delay'), delayMs: fc.constant(900) }),
) as fc.Arbitrary<Fault>;

const placed = fc
	.tuple(fault, fc.constantFrom(...METHODS), fc.nat({ max: 3 }), fc.integer({ min: 1, max: 2 }))
	.map(([one, method, after, times]) => ({ ...one, method, after, times }));

const run = fc.tuple(
	fc.constantFrom(...records),
	fc.array(placed, { minLength: 1, maxLength: 3 }),
	fc.constantFrom('stopWorkflow' as const, 'continueRegularOutput' as const),
);

/** Defines the test on one server and engine. Each has its own file, so that they run in parallel. */
export function describeRandomFaults(engine: Engine, rounds: number) {
	describe(`on Teable ${engine[0]}`, () => {
		beforeAll(listenToLogs);
		afterAll(() => jest.restoreAllMocks());

		it(
			'nothing is lost or done twice and every report is exact, wherever requests fail',
			async () => {
				await fc.assert(
					fc.asyncProperty(
						fc.array(run, { minLength: AT_ONCE, maxLength: AT_ONCE }),
						async (runs) => {
							const verdicts = await Promise.all(
								runs.map(async ([write, faults, onError]) => ({
									...{ name: write.name, faults, onError },
									...(await runDespite(engine, write, faults, onError)),
								})),
							);
							expect(verdicts.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
						},
					),
					{ numRuns: rounds, endOnFailure: true },
				);
			},
			60 * 60_000,
		);
	});
}
