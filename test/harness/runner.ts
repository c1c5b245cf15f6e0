import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeOutput } from './engine';

/** Runs operations of the node on a server. */
export abstract class Runner<Options> {
	abstract run(
		operation: string,
		parameters?: INodeParameters,
		options?: Options,
	): Promise<NodeOutput>;

	/** Runs an operation that must succeed, and gives the JSON of its items. */
	async output(
		operation: string,
		parameters?: INodeParameters,
		options?: Options,
	): Promise<IDataObject[]> {
		const { items, error } = await this.run(operation, parameters, options);
		expect(error?.message).toBeUndefined();
		return items.map(({ json }) => json);
	}
}
