const { createRequire, isBuiltin } = require('node:module');
const { isAbsolute } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/**
 * Loads packages as Node does, once for all test files of a worker; jest loads them anew for each file, and n8n's
 * engine with Teable's schemas takes a second. What belongs to this project is loaded for each file, as always.
 *
 * It needs the environment beside it: where jest gives each file a realm of its own, no array or error of a package
 * would be an `Array` or an `Error` to the tests.
 */
module.exports = class SharedPackagesRuntime extends Runtime {
	constructor(...args) {
		super(...args);
		const { executor } = this;
		executor.compile = (source, filename) =>
			compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	requireModule(from, name, options, isRequireActual) {
		return isPackage(name) && !options?.isInternalModule
			? createRequire(from)(name)
			: super.requireModule(from, name, options, isRequireActual);
	}
};

const isPackage = (name) =>
	name !== undefined && !name.startsWith('.') && !isAbsolute(name) && !isBuiltin(name);
