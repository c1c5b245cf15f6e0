import type { IBinaryKeyData, IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import type { TestTable } from '../../../../../harness/table';

interface Options {
	items?: IDataObject[];
	binary?: IBinaryKeyData[];
	onError?: OnError;
}

/** Runs operations on a table, and does dry runs. */
export function dryRunsOf(table: () => TestTable) {
	const run = async (operation: string, parameters: INodeParameters, options: Options = {}) =>
		await table().run(operation, parameters, options);

	/** Runs a dry run, and checks that no request is sent that could change anything. */
	const tried = async (...[operation, parameters, options]: Parameters<typeof run>) => {
		table().server.sandbox.resetRequests();
		const set = { ...(parameters.options as IDataObject), dryRun: true };
		const output = await run(operation, { ...parameters, options: set }, options);
		const written = table().server.sandbox.requests.filter(({ method }) => method !== 'GET');
		expect(written).toEqual([]);
		return output;
	};

	/** The output of a dry run that must succeed. */
	const foreseen = async (...given: Parameters<typeof run>): Promise<IDataObject[]> => {
		const { items, error } = await tried(...given);
		expect(error?.message).toBeUndefined();
		return items.map(({ json }) => json);
	};

	return { run, tried, foreseen };
}
