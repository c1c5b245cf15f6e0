import type { SandboxOptions, TeableVersion } from '../../sandbox';

export type Engine = [name: string, version: TeableVersion, engine: SandboxOptions['engine']];

/** The servers that people run: 1.10, and a 2026 server with the old engine or v2. */
export const ENGINES: Engine[] = [
	['1.10.0', '1.10.0', 'v1'],
	['2026-07, old engine', '2026-07', 'v1'],
	['2026-07, v2', '2026-07', 'v2'],
];

/** Set by jest.long.config.js. */
declare const everyCase: true | undefined;

/** Whether all cases run (`npm run test:long`), or a selection of them (`npm test`). */
export const EVERY_CASE = typeof everyCase !== 'undefined';

/**
 * The engines for a test that expects the same of each: all of them in the long run, otherwise only the newest. A test
 * about what one engine does differently names that engine and always runs.
 */
export const SOME_ENGINES = EVERY_CASE ? ENGINES : ENGINES.slice(-1);
