import type { INodeParameters } from 'n8n-workflow';

import type { TestServer } from '../../../../harness/server';

/** The rows of a list of names and values. */
export type Entries = Array<[string, unknown]>;

const list = (entries: Entries) => ({
	entry: entries.map(([name, value]) => ({ name, value: value as string })),
});

/** The parameters of a request, as the editor stores them. */
export const request = (
	method: string,
	path: string,
	more: INodeParameters = {},
	query: Entries = [],
): INodeParameters => ({
	...{ resource: 'customRequest', method, path, queryParameters: list(query) },
	...{ body: 'none', responseFormat: 'items', binaryField: 'data', ...more },
});

export const fields = (entries: Entries): INodeParameters => ({
	...{ body: 'fields', bodyFields: list(entries) },
});

export const json = (jsonBody: string): INodeParameters => ({ body: 'json', jsonBody });

/** What tests do with custom requests, through the node and directly. */
export const requestsOf = (server: TestServer) => ({
	failure: async (...of: Parameters<typeof request>) =>
		await server.failure('send', request(...of)),

	/** The requests received. */
	sent: () => server.sandbox.requests.map(({ method, url }) => `${method} ${url}`),
});
