/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox is a Node server, no part of the node */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../contract';
import { CODE_OF_STATUS } from '../errors';
import { routeOf } from './requests';

declare module 'fastify' {
	interface FastifyRequest {
		fault: Fault | null;
	}
}

const WEB_PAGE =
	'<!doctype html><html><head><title>Welcome</title></head><body>Hello</body></html>';

/** The faults to come. The server checks before and after it applies a request. */
export class Faults {
	private readonly queue: Array<{ fault: Fault; toPass: number; left: number }> = [];
	private cleared = new AbortController();

	inject(fault: Fault) {
		this.queue.push({ fault, toPass: fault.after ?? 0, left: fault.times ?? 1 });
	}

	clear() {
		this.queue.length = 0;
		this.cleared.abort();
		this.cleared = new AbortController();
	}

	/** Picks the fault of a request: the first that matches and is due. */
	private take(request: FastifyRequest): Fault | null {
		for (const entry of this.queue) {
			const { method = request.method, route = routeOf(request) } = entry.fault;
			if (method !== request.method || route !== routeOf(request) || entry.left === 0) continue;
			if (entry.toPass > 0) {
				entry.toPass -= 1;
				continue;
			}
			entry.left -= 1;
			return entry.fault;
		}
		return null;
	}

	/** Waits for a while, or until the faults are cleared. */
	private async delay(milliseconds: number): Promise<void> {
		const { signal } = this.cleared;
		await sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
	}

	/** A hook that runs after the request was read and before it is applied. */
	readonly before = async (request: FastifyRequest, reply: FastifyReply) => {
		const fault = (request.fault = this.take(request));
		if (fault?.kind === 'delay') await this.delay(fault.delayMs ?? 0);
		else if (fault?.kind === 'resetBefore') cut(request, reply);
		else if (fault?.kind === 'shortPage') shorten(request, fault);
		else if (fault?.kind === 'noFilter') {
			const query = request.query as Record<string, unknown>;
			delete query.filter;
			delete query.search;
		} else if (fault?.kind === 'lost') {
			await this.delay(fault.delayMs ?? 0);
			cut(request, reply);
		} else if (fault?.kind === 'html' && !fault.applied) {
			await reply.type('text/html').send(WEB_PAGE);
		} else if (fault?.kind === 'status' && !fault.applied) {
			await reply.type('application/json; charset=utf-8').send(statusAnswer(fault, reply));
		}
		return await (reply.sent ? reply : undefined);
	};

	/** A hook that runs after the request was applied and before it is answered. */
	readonly after = async (request: FastifyRequest, reply: FastifyReply, answer: unknown) => {
		const fault = request.fault;
		if (fault?.kind === 'status' && fault.applied) {
			return await Promise.resolve(statusAnswer(fault, reply));
		}
		if (fault?.kind === 'html' && fault.applied) {
			reply.status(200).type('text/html').removeHeader('content-length');
			return WEB_PAGE;
		}
		if (fault?.kind === 'delayAfter') await this.delay(fault.delayMs ?? 0);
		if (fault?.kind === 'brokenJson') {
			reply.status(200).type('application/json; charset=utf-8').removeHeader('content-length');
			const text = typeof answer === 'string' && answer.length > 1 ? answer : '{"id":"acc"}';
			return text.slice(0, Math.ceil(text.length / 2));
		}
		if (fault?.kind === 'resetAfter') request.raw.socket.destroy();
		return answer;
	};
}

/** Limits the number of records in a list, whatever was requested. */
function shorten(request: FastifyRequest, { rows = 100 }: Fault) {
	const query = request.query as Record<string, unknown>;
	query.take = String(Math.min(Number(query.take ?? rows), rows));
}

function cut(request: FastifyRequest, reply: FastifyReply) {
	reply.hijack();
	request.raw.socket.destroy();
}

function statusAnswer({ status = 500, retryAfter, body }: Fault, reply: FastifyReply) {
	if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
	reply.status(status).removeHeader('content-length');
	const usual = {
		message: `Injected ${status}`,
		status,
		code: CODE_OF_STATUS[status] ?? 'unknown_error_code',
	};
	return typeof body === 'string' ? body : JSON.stringify(body ?? usual);
}
