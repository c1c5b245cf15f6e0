/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- runs in Node, outside n8n, starts Node and prints */
import 'reflect-metadata';
import Table from 'cli-table3';
import { execFileSync } from 'node:child_process';
import {
	measureCreate,
	measureDelete,
	measureList,
	measureNode,
	measureOneByOne,
	measureUpdate,
	measureUpsert,
	type Measured,
} from './cases';
import { importsCsv, measureImport } from './importCsv';
import { measureLarge, measureWide } from './largeTables';
import { median } from './measure';
import { measurePolls } from './polls';
import { removeSpace } from './table';
import { realServer, startServer, type Target } from './target';

const CASES = [measureCreate, measureList, measureUpsert, measureUpdate, measureDelete];

async function measureAll(target: Target, cases: Array<(target: Target) => Promise<Measured>>) {
	const table = new Table({
		head: [
			`On ${target.name}`,
			...['Node', 'Plain requests', 'Ratio', 'Minimal node', 'Open connections', 'Remark'],
		],
		style: { head: [], border: [], compact: true },
	});
	try {
		for (const measure of cases) {
			const { what, node, bare, ratio, floor, kept, remark } = await measure(target);
			const ratios = [ratio, floor, kept].map((times) => times?.toFixed(2) ?? '');
			table.push([what, node, bare, ...ratios, remark]);
		}
		console.log(table.toString());
	} finally {
		await removeSpace(target).catch(fail);
		target.stop();
	}
}

/** Milliseconds to load the built package in a new process that has already loaded n8n's own modules. */
function loadTime(): number {
	const script = `require('n8n-workflow'); require('luxon'); require('lodash');
		const start = performance.now(); require('./index.js'); console.log(performance.now() - start)`;
	const times = Array.from({ length: 5 }, () =>
		Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })),
	);
	return median(times);
}

/** Not multiples of 500: on 1.10, such an import never ends, and after six of them no other begins. */
const ROWS_TO_IMPORT = [1010, 10_010];

/** Compared with the server's own import of CSV files, if it has one. */
async function importsOf(real: Target | undefined) {
	if (real && (await importsCsv(real))) {
		return ROWS_TO_IMPORT.map(
			(count) => async (target: Target) => await measureImport(target, count),
		);
	}
	const why = real ? `${real.name} has none` : 'TEABLE_URL and TEABLE_TOKEN are not set';
	console.log(`Not compared with a CSV import: ${why}, and the sandbox has none.`);
	return [];
}

async function run() {
	const real = realServer();
	const imports = await importsOf(real);
	if (real)
		await measureAll(real, [...CASES, measureOneByOne, measureWide, measureLarge, ...imports]);
	await measureAll(await startServer('paced sandbox'), CASES);
	await measureAll(await startServer('sandbox'), [
		...CASES,
		measureOneByOne,
		measureWide,
		measureLarge,
	]);
	await measureAll(await startServer('instant'), [measureNode]);
	console.log(
		`The trigger's polls, with the number of requests and the size of the answers:\n${await measurePolls()}`,
	);
	console.log(`Loading the package in addition to n8n's own modules: ${loadTime().toFixed(0)} ms`);
}

/** Prints only the message: other properties of an error may contain a request with the token. */
function fail({ message }: Error) {
	console.error(message);
	process.exitCode = 1;
}

run().catch(fail);
