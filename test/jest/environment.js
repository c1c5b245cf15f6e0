const { createRequire } = require('node:module');
const { TestEnvironment } = require('jest-environment-node');

// n8n leaves globals behind when it is loaded, which belong to it, not to the first test file that uses it.
require('n8n-core');

/** What n8n keeps while it runs: its logger, where files are kept. It is the copy that n8n-core uses. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di');

/**
 * Runs a test file among the globals of Node itself, not in a realm of its own, so that it can share the packages
 * that the runtime beside it loads. Whatever the file and jest leave there, or in n8n, is taken away behind it.
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
