import type { FastifyInstance } from 'fastify';
import { get } from 'lodash';
import { createHash } from 'node:crypto';
import type { ZodIssue } from 'zod';
import { routeOf } from '../server/requests';
import { DEVIATIONS } from './deviations';
import { publishedAnswer } from './published';
import { UNPUBLISHED } from './unpublished';

/** How many entries of a list are compared with the schema. All entries of a large page would take seconds. */
const SAMPLE = 20;

function sampleOf(answer: unknown): unknown {
	if (Array.isArray(answer)) return answer.slice(0, SAMPLE);
	const { records } = (answer ?? {}) as { records?: unknown };
	return Array.isArray(records)
		? { ...(answer as object), records: records.slice(0, SAMPLE) }
		: answer;
}

const placeOf = ({ path }: ZodIssue) =>
	path.map((key) => (typeof key === 'number' ? '*' : key)).join('.');

/** The parts of an answer that neither fit Teable's schema nor are known deviations of real servers. */
function misfitsOf(route: string, answer: unknown): string[] {
	const deviations = DEVIATIONS.filter((one) => one.route === route);
	const schema =
		deviations.find(({ at }) => at === '')?.schema ?? publishedAnswer(route) ?? UNPUBLISHED[route];
	if (!schema) return ['there is no schema of it'];
	const { error } = schema.safeParse(answer);
	return (error?.issues ?? [])
		.filter((issue) => {
			const deviation = deviations.find(({ at }) => at === placeOf(issue));
			return !deviation?.schema.safeParse(get(answer, issue.path)).success;
		})
		.map((issue) => `${issue.message} at "${placeOf(issue)}"`);
}

/** What differs from sandbox to sandbox but fits the schemas alike: IDs, times and the port. */
const INCIDENTAL =
	/(?<=\b[a-z]{3})[A-Za-z0-9]{16}\b|(?<=\bcho)[A-Za-z0-9]{8}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|(?<=127\.0\.0\.1:)\d+/g;

/** A hash of an answer without its incidental parts. */
const shapeOf = (route: string, answer: unknown): string =>
	createHash('sha1')
		.update(`${route} ${JSON.stringify(answer)}`.replace(INCIDENTAL, ''))
		.digest('base64');

/** The shapes that fit. Checking an answer takes longer than giving it. */
const fitting = new Set<string>();

/** Compares every JSON answer with status 2xx with its schema, and records what doesn't fit. */
export function checkAnswers(server: FastifyInstance) {
	server.addHook('preSerialization', async (request, reply, answer) => {
		if (reply.statusCode >= 300 || request.method === 'HEAD') return answer;
		const route = `${request.method} ${routeOf(request)}`;
		const sample = sampleOf(answer);
		const shape = shapeOf(route, sample);
		if (fitting.has(shape)) return answer;
		const misfits = misfitsOf(route, sample);
		if (misfits.length > 0) {
			const misfit = `The sandbox's answer to ${route} does not fit its schema: ${misfits.join('; ')}`;
			request.world.misfits.push(misfit);
			throw new Error(misfit);
		}
		fitting.add(shape);
		return answer;
	});
}
