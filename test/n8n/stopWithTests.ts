/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */

/**
 * Aborts when the tests are stopped from outside, so that no n8n is left running: it runs in its own process group.
 * `environment.ts` puts it there.
 */
export const { stopWithTests } = globalThis as unknown as { stopWithTests: AbortSignal };
