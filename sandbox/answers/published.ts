import * as openapi from '@teable/openapi';
import type { ZodTypeAny } from 'zod';

interface PublishedRoute {
	method: string;
	path: string;
	responses: Record<number, { content?: Record<string, { schema?: ZodTypeAny }> }>;
}

const isRoute = (published: unknown): published is PublishedRoute =>
	typeof published === 'object' && published !== null && 'responses' in published;

/** The same for "/api/space/:spaceId" and "/space/{id}/". */
function nameOf(method: string, path: string) {
	const own = path.replace(/^\/api/, '').replace(/\/$/, '');
	return `${method.toUpperCase()} ${own.replace(/:\w+|\{\w+\}/g, '*')}`;
}

const SCHEMAS = new Map(
	Object.values(openapi as Record<string, unknown>)
		.filter(isRoute)
		.map(({ method, path, responses }) => {
			const { content } = responses[200] ?? responses[201] ?? {};
			return [nameOf(method, path), content?.['application/json']?.schema] as const;
		}),
);

/** Teable's schema for the JSON answer of a route, e.g. "GET /api/space/:spaceId". */
export function publishedAnswer(route: string): ZodTypeAny | undefined {
	const [method, path] = route.split(' ');
	return SCHEMAS.get(nameOf(method, path));
}
