import type { OwnSamples } from './own';

export const customRequestSamples: OwnSamples = {
	send: () => ({
		...{ method: 'POST', path: '/space', body: 'fields' },
		queryParameters: { entry: [{ name: 'source', value: 'n8n' }] },
		bodyFields: { entry: [{ name: 'name', value: 'Sales' }] },
		jsonBody: '{"name": "Sales"}',
		bodyFile: 'data',
	}),
};
