const { createRequire, isBuiltin } = require('node:module');
const { isAbsolute, join, sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Where nothing is kept of the tests that have run: each sandbox and each execution has what is its own. */
const KEPT = ['nodes', 'credentials', 'sandbox'].map(
	(folder) => join(__dirname, '..', '..', folder) + sep,
);

/** What is kept of a run, by its resolver: a jest that watches for changes begins each run with another one. */
const keptOf = new WeakMap();

/**
 * Loads packages as Node does, once for all test files of a worker; jest loads them anew for each file, and n8n's
 * engine with Teable's schemas takes a second. The nodes and the sandbox are kept for the next files too, as n8n loads
 * a node once for all executions: what has run before runs faster. Tests and their harness are loaded for each file.
 *
 * It needs the environment beside it: where jest gives each file a realm of its own, no array or error of a package
 * would be an `Array` or an `Error` to the tests.
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
