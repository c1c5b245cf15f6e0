import { accessToken } from './accessToken';
import type { TeableResource } from './operation';

/** Everything the node can do, in menu order. */
export const catalogue: TeableResource[] = [accessToken];
