import type { OwnSamples } from './own';

/** A base without links to it, which can be moved without loss. */
export const baseSamples: OwnSamples = {
	create: () => ({ name: 'CRM' }),
	executeSql: () => ({
		sql: 'SELECT $1',
		queryParameters: { parameter: [{ value: 'Paid' }] },
	}),
	update: () => ({ name: 'CRM', icon: '📦' }),
};
