import type { NodeOperationError } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';

/** The error for a record that does not exist. @param problem says which, without a period */
export const noRecord = (
	param: Parameters,
	problem = 'The table has no record with this ID',
): NodeOperationError =>
	param.failure(problem, 'It may have been deleted, or belong to another table.');
