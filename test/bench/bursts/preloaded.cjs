'use strict';
/**
 * Preloaded into n8n (`NODE_OPTIONS=--require`): counts the isolated VMs that n8n's expression engine makes and keeps the number in a file of the process's own in
 * `BENCH_ISOLATES`.
 *
 * Every isolate is made by the constructor `Isolate` of the native add-on of isolated-vm, and however a module gets at that add-on, it comes through
 * `process.dlopen`: there it is wrapped, as its own properties cannot be replaced. n8n's pool gives each isolate to one caller and then makes another, so what is made
 * is what was used. Writing the number costs some microseconds, an isolate some ten milliseconds.
 */
const { openSync, writeSync } = require('node:fs');
const path = require('node:path');

const WIDTH = 12;
const { dlopen } = process;
let made = 0;
let file;

function count() {
	made++;
	file ??= openSync(path.join(process.env.BENCH_ISOLATES, String(process.pid)), 'w');
	writeSync(file, String(made).padStart(WIDTH), 0);
}

const counting = (Isolate) =>
	new Proxy(Isolate, {
		construct(target, given) {
			count();
			return Reflect.construct(target, given);
		},
	});

process.dlopen = function (module, ...rest) {
	const result = dlopen.call(this, module, ...rest);
	const { ivm } = module.exports ?? {};
	if (!ivm?.Isolate) return result;
	const Isolate = counting(ivm.Isolate);
	module.exports.ivm = new Proxy(ivm, { get: (target, name) => (name === 'Isolate' ? Isolate : Reflect.get(target, name)) });
	return result;
};
