import type { BatchOperation, EachOperation, Resource } from '../core/operation';
import type { TeableClient } from '../teable/http/client';

/** An operation on Teable; only gives the object its type. */
export const defineOperation = <
	T extends EachOperation<TeableClient> | BatchOperation<TeableClient>,
>(
	operation: T,
): T => operation;

export type TeableResource = Resource<TeableClient>;
