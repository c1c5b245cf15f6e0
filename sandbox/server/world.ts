/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox is a Node server, no part of the node */
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { ReceivedRequest } from '../contract';
import type { Faults } from './faults';
import type { State } from '../state';

/**
 * The parts of one sandbox. One set of routes serves all sandboxes with the same settings, because setting it up
 * takes longest.
 */
export interface World {
	state: State;
	faults: Faults;
	/** Every request received, in order. */
	requests: ReceivedRequest[];
	/** How many requests are being answered. */
	inFlight: number;
	/** Problems in the sandbox's own answers. */
	misfits: string[];
	/** The writes in progress, if too many of them hang the server permanently. */
	hang?: { writes: number; hangs: boolean };
}

declare module 'fastify' {
	interface FastifyRequest {
		/** The sandbox that the request was sent to. */
		readonly world: World;
		/** What that sandbox stores. */
		readonly state: State;
	}
}

const worlds = new WeakMap<IncomingMessage, World>();

/** Records which sandbox a request was sent to. */
export const enter = (request: IncomingMessage, world: World) => worlds.set(request, world);

/** Adds the sandbox to each request, as `request.world` and `request.state`. */
export function decorateWithWorld(app: FastifyInstance) {
	app.decorateRequest('world', {
		getter() {
			const world = worlds.get(this.raw);
			if (!world) throw new Error('The request was sent to no sandbox');
			return world;
		},
	});
	app.decorateRequest('state', {
		getter() {
			return this.world.state;
		},
	});
}
