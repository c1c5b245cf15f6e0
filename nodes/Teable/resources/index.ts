import { accessToken } from './accessToken';
import type { TeableResource } from './operation';
import { record } from './record';

/** Everything the node can do, in menu order. */
export const catalogue: TeableResource[] = [accessToken, record];
