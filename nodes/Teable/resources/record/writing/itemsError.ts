import type { NodeApiError } from 'n8n-workflow';

import { itemRanges } from '../../../core/report';
import { fateOf, withFate } from '../../../fate';
import { apiError } from '../../../teable/http/errors';

/** The failure of a request as an error of the input items that it was for. */
export function itemsError(indexes: number[], error: NodeApiError): NodeApiError {
	const { node, message, description, httpCode } = error;
	const [first, ...rest] = itemRanges(indexes);
	const failure = apiError(node, {
		message: `${first.toUpperCase()}${rest.join('')}: ${message}`,
		description: description ?? undefined,
		httpCode: httpCode ?? undefined,
	});
	failure.context.itemIndex = indexes[0];
	return withFate(failure, fateOf(error));
}
