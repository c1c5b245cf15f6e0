import type { FastifyRequest } from 'fastify';
import type { Table } from '../state';

/** The configuration of a route that needs scopes. */
export const needs = (...access: string[]) => ({ config: { access } });

/** Like `needs`, for a route of the records, which names the engine in a header. */
export const needsEngine = (engineHeader: 'own' | 'old', ...access: string[]) => ({
	config: { access, engineHeader },
});

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Whether the header `x-teable-v2` names the base's own engine, or the old one that still does this work. */
		engineHeader?: 'own' | 'old';
	}
}

/** The table in the path, which the guard has already found. */
export const tableOf = ({ state, params }: Pick<FastifyRequest, 'state' | 'params'>): Table =>
	state.tables.get((params as { tableId: string }).tableId)!;
