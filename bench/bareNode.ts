import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { runTeable } from '../test/harness/engine';
import type { Send, Target } from './target';

/**
 * Runs a node in n8n's engine that only sends the plain requests through n8n and passes on the records. This is the
 * cost of any node.
 *
 * @param items the input, which it ignores
 */
export async function runBareNode(
	{ url, token }: Pick<Target, 'url' | 'token'>,
	work: (send: Send) => Promise<IDataObject[]>,
	items?: IDataObject[],
): Promise<void> {
	const { error } = await runTeable({
		credentials: { teableApi: { baseUrl: url, accessToken: token } },
		items,
		parameters: {},
		node: bareNode(`${url}/api`, work),
	});
	if (error) throw error;
}

const bareNode = (api: string, work: (send: Send) => Promise<IDataObject[]>): INodeType => ({
	description: {
		displayName: 'Bare',
		name: 'bare',
		group: ['transform'],
		version: 1,
		description: 'Sends requests',
		defaults: { name: 'Bare' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'teableApi' }],
		properties: [],
	},

	async execute(this: IExecuteFunctions) {
		const records = await work(async (method, path, body) => {
			const answer = (await this.helpers.httpRequestWithAuthentication.call(this, 'teableApi', {
				method,
				url: `${api}${path}`,
				body,
				json: true,
			})) as { records: Awaited<ReturnType<Send>> };
			return answer.records;
		});
		return [records.map((json, item) => ({ json, pairedItem: { item } }))];
	},
});
