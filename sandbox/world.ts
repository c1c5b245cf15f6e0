/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox is a Node server, no part of the node */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import type { ReceivedRequest, TeableVersion } from './contract';
import type { Faults } from './faults';
import type { State } from './state';

/** What belongs to one sandbox. Its routes and hooks serve all sandboxes of a kind: to set them up takes longest. */
export interface World {
	state: State;
	faults: Faults;
	/** Every request received, in order. */
	requests: ReceivedRequest[];
	/** How many requests are being answered. */
	inFlight: number;
	/** What of the sandbox's own answers is wrong. */
	misfits: string[];
}

const worlds = new WeakMap<IncomingMessage, World>();
const current = new AsyncLocalStorage<World>();

/** The request has come to this sandbox. */
export const enter = (request: IncomingMessage, world: World) => worlds.set(request, world);

/** The sandbox that a request has come to. */
export function worldOf({ raw }: FastifyRequest): World {
	const world = worlds.get(raw);
	if (!world) throw new Error('The request has come to no sandbox');
	return world;
}

/** Has each request answered in its own sandbox: `currentState` is of that one then. */
export function answerInItsWorld(app: FastifyInstance) {
	app.addHook('onRequest', (request, _reply, done) => current.run(worldOf(request), done));
	// A body is read outside of what the first hook has begun.
	app.addHook('preValidation', (request, _reply, done) => current.run(worldOf(request), done));
}

/** Stands for the state of the sandbox whose request is being answered; beforehand only its release is known. */
export const currentState = (version: TeableVersion): State =>
	new Proxy({ version } as State, {
		get(known, name) {
			const state = current.getStore()?.state ?? known;
			const value: unknown = Reflect.get(state, name);
			return typeof value === 'function' ? value.bind(state) : value;
		},
		set: (known, name, value) => Reflect.set(current.getStore()?.state ?? known, name, value),
	});
