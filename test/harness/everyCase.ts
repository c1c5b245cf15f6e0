import { ENGINES } from './table';

/** Set by jest.long.config.js. */
declare const everyCase: true | undefined;

/**
 * Whether to run all cases (`npm run test:long`), or a selection (`npm test`). The long run consists of the test
 * files that import this.
 */
export const EVERY_CASE = typeof everyCase !== 'undefined';

/** Every server and engine in the long run, otherwise only the newest. */
export const SOME_ENGINES = EVERY_CASE ? ENGINES : ENGINES.slice(-1);
