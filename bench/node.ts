import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runTeable } from '../test/harness/engine';
import type { Target } from './target';

/** Runs an operation on records in n8n's engine; rejects if it fails. */
export async function runNode(
	{ url, token }: Pick<Target, 'url' | 'token'>,
	operation: string,
	parameters: INodeParameters,
	items?: IDataObject[],
): Promise<IDataObject[]> {
	const output = await runTeable({
		credentials: { teableApi: { baseUrl: url, accessToken: token } },
		items,
		parameters: { authentication: 'accessToken', resource: 'record', operation, ...parameters },
	});
	if (output.error) throw output.error;
	return output.items.map(({ json }) => json);
}

export const onTable = (tableId: string): INodeParameters => ({
	tableId: { __rl: true, mode: 'id', value: tableId },
});

/** A mapper that uses the input's keys as columns. */
export const automatic = (matchingColumns: string[] = []): INodeParameters => ({
	columns: { mappingMode: 'autoMapInputData', value: null, matchingColumns, schema: [] },
});
