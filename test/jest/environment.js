const { createRequire } = require('node:module');
const { TestEnvironment } = require('jest-environment-node');

// n8n would log every fault that a test provokes. Tests that check the log set their own level.
process.env.N8N_LOG_LEVEL = 'silent';

// n8n sets globals when it is loaded. They belong to n8n, not to the first test file that uses it.
require('n8n-core');

/** n8n's state while it runs: its logger, where files are stored. This is the copy that n8n-core uses. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di');

/**
 * Runs a test file with Node's own globals instead of its own realm, so that it can share the packages that the
 * runtime loads. Everything that the file and jest leave there, or in n8n, is removed afterwards.
 */
module.exports = class OneRealmEnvironment extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const { moduleMocker, fakeTimersModern } = this;
		const { projectConfig } = config;
		this.global = globalThis;
		this.moduleMocker = new moduleMocker.constructor(globalThis);
		this.fakeTimersModern = new fakeTimersModern.constructor({
			config: projectConfig,
			global: globalThis,
		});
		this.found = {
			names: new Set(Reflect.ownKeys(globalThis)),
			console,
			exit: process.exit,
			getBuiltinModule: process.getBuiltinModule,
			exitListeners: process.listeners('exit'),
		};
		Object.assign(globalThis, projectConfig.globals);
	}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		Container.reset();
		await super.teardown();
		const { names, exitListeners, console, ...ofProcess } = this.found;
		for (const name of Reflect.ownKeys(globalThis)) {
			if (!names.has(name)) Reflect.deleteProperty(globalThis, name);
		}
		globalThis.console = console;
		Object.assign(process, ofProcess);
		for (const listener of process.listeners('exit')) {
			if (!exitListeners.includes(listener)) process.off('exit', listener);
		}
		this.global = null;
	}
};
