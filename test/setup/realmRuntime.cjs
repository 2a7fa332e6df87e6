const path = require('node:path');
const { compileFunction } = require('node:vm');

const Runtime = require('jest-runtime').default;

const PACKAGES = `${path.sep}node_modules${path.sep}`;

/**
 * Jest's module loader, but that packages are loaded by Node, once a worker: n8n-core's engine has some 2,000 modules, which Jest would read and run anew for
 * every file of tests. The project's own modules, built ones too, are each file's own, as always; and what a test mocks is mocked for them.
 */
module.exports = class RealmRuntime extends Runtime {
	constructor(...given) {
		super(...given);
		const { executor } = this;
		executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	requireModule(from, moduleName, options, isRequireActual) {
		if (!options?.isInternalModule && moduleName !== undefined && !this._resolution.isCoreModule(moduleName)) {
			const file = this._resolution.resolveCjs(from, moduleName);
			if (file.includes(PACKAGES)) return require(file);
		}
		return super.requireModule(from, moduleName, options, isRequireActual);
	}
};
