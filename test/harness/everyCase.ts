import { ENGINES } from './table';

/** Set by jest.long.config.js. */
declare const everyCase: true | undefined;

/**
 * Whether all cases run that there are (`npm run test:long`), or a choice of them (`npm test`). The long run is of
 * the test files that import this.
 */
export const EVERY_CASE = typeof everyCase !== 'undefined';

/** Every server and engine in the long run, and else the newest alone. */
export const SOME_ENGINES = EVERY_CASE ? ENGINES : ENGINES.slice(-1);
