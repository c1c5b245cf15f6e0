const base = require('./jest.config');

/**
 * All tests with all their cases, of which `npm test` runs a selection: every engine, whole event histories, every
 * operation and fault, every unusual value of every setting, and thousands of random executions.
 *
 * @type {import('jest').Config}
 */
module.exports = { ...base, globals: { everyCase: true } };
