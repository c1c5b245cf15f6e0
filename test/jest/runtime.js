const { createRequire, isBuiltin } = require('node:module');
const { isAbsolute, join, sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Folders that store nothing about earlier tests, because each sandbox and each execution has its own state. */
const KEPT = ['nodes', 'credentials', 'sandbox'].map(
	(folder) => join(__dirname, '..', '..', folder) + sep,
);

/** What is cached for a run, by its resolver: in watch mode, jest begins each run with another one. */
const keptOf = new WeakMap();

/**
 * Loads packages as Node does, once for all test files of a worker. jest would load them for each file, which takes a
 * second for n8n's engine and Teable's schemas. The nodes and the sandbox are kept for the next files too, as n8n loads
 * a node once for all executions, and code runs faster the second time. Tests and their harness are loaded for each file.
 *
 * It needs the environment in this folder: if jest gave each file its own realm, an array or error from a package
 * wouldn't be an `Array` or an `Error` in the tests.
 */
module.exports = class SharedPackagesRuntime extends Runtime {
	constructor(...args) {
		super(...args);
		const { executor } = this;
		const [, , resolver] = args;
		if (!keptOf.has(resolver)) keptOf.set(resolver, { modules: new Map(), sourceMaps: new Map() });
		this.kept = keptOf.get(resolver);
		executor.compile = (source, filename) =>
			compileFunction(source, executor.injectedModuleParameters, { filename });
		this.transformCache.sourceMaps = this.kept.sourceMaps;
		this.registries.moduleRegistry = new Map(this.kept.modules);
	}

	teardown() {
		for (const [path, module] of this.registries.moduleRegistry) {
			if (KEPT.some((folder) => path.startsWith(folder))) this.kept.modules.set(path, module);
		}
		super.teardown();
	}

	requireModule(from, name, options, isRequireActual) {
		return isPackage(name) && !options?.isInternalModule
			? createRequire(from)(name)
			: super.requireModule(from, name, options, isRequireActual);
	}
};

const isPackage = (name) =>
	name !== undefined && !name.startsWith('.') && !isAbsolute(name) && !isBuiltin(name);
