import type { INodeParameters, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';

import { Teable } from '../../../nodes/Teable/Teable.node.js';
import { TeableTrigger } from '../../../nodes/Teable/TeableTrigger.node.js';
import { events } from '../../../nodes/Teable/trigger';
import { fileInMemory } from '../../harness/files';
import { TriggerRun } from '../../harness/poll';
import { ReadParameters } from '../../harness/n8n/recording';
import { everyChoice } from '../../harness/samples';
import { EVERY_OPERATION, startWithSamples } from '../../harness/samples/every';
import { ownSamples, samplesOfEvent } from '../../harness/samples/own';
import { listenToLogs } from '../../harness/secrets';
import { propertiesShown } from '../../harness/n8n/shown';
import { TestServer } from '../../harness/server';
import type { TestTable } from '../../harness/table';

/**
 * Parameters that the code doesn't have to read: 'Base' only says which tables the list of 'Table' shows, and where a
 * table given by name is.
 */
const FOR_LISTS_ONLY = ['baseId'];

const OWN_TOKEN = { __rl: true, mode: 'own', value: '' };

describe('every field that the editor shows has an effect:', () => {
	const server = new TestServer('2026-07');
	let table: TestTable;
	let values: INodeParameters;
	let read: ReadParameters;

	beforeEach(async () => {
		listenToLogs();
		({ table, values } = await startWithSamples(server));
		read = new ReadParameters();
		watchContextOf(Teable.prototype, 'execute');
		watchContextOf(TeableTrigger.prototype, 'poll');
	});

	afterEach(async () => {
		jest.restoreAllMocks();
		await server.sandbox.stop();
	});

	function watchContextOf<Name extends string>(
		node: Record<Name, (this: never) => Promise<unknown>>,
		method: Name,
	) {
		const run = node[method] as () => Promise<unknown>;
		jest
			.spyOn(node as Record<string, () => Promise<unknown>>, method)
			.mockImplementation(async function (this: unknown) {
				return await run.call(read.watch(this as object));
			});
	}

	it.each(EVERY_OPERATION)('$title', async ({ resource, operation }) => {
		const { description } = new Teable();
		const start = { authentication: 'session', resource, operation };
		Object.assign(values, await ownSamples(server, table, resource, operation));
		// Only the token that the node itself uses asks for 'Allow Own Token'.
		if (operation === 'rotate') {
			await server.signInAs('integrationsToken');
			Object.assign(values, { authentication: 'accessToken', accessTokenId: OWN_TOKEN });
		}
		const runs = everyChoice(description, { ...start, ...values });
		const { error } = await run(runs[0]);
		expect(error?.message).toBeUndefined();
		for (const parameters of runs.slice(1)) {
			if (isNews(description, parameters)) await run(parameters);
		}
		const shown = runs.flatMap((parameters) => pathsShown(description, parameters));
		expect(withoutEffect(shown)).toEqual([]);
	});

	it.each(events)('$name', async ({ value }) => {
		const { description } = new TeableTrigger();
		const own = await samplesOfEvent(server, table, value);
		const start = { authentication: 'session', event: value, ...own };
		const runs = everyChoice(description, { ...start, ...values });
		for (const parameters of runs) {
			if (!isNews(description, parameters)) continue;
			const trigger = new TriggerRun(parameters, server.credentials);
			await trigger.poll();
			const [id] = await table.fill([{ Name: 'Nathan', Amount: 1 }]);
			await server.ask('PATCH', `/table/${table.id}/record/${id}`, {
				fieldKeyType: 'name',
				record: { fields: { Amount: 2 } },
			});
			await trigger.poll();
			// Conditions that contradict each other match no record that could be shown.
			const tested = trigger.test();
			await (parameters.match === 'and' ? tested.catch(() => undefined) : tested);
		}
		const shown = runs.flatMap((parameters) => pathsShown(description, parameters));
		expect(withoutEffect(shown)).toEqual([]);
	});

	/** Whether a visible field hasn't been read yet. */
	const isNews = (description: INodeTypeDescription, parameters: INodeParameters) =>
		withoutEffect(pathsShown(description, parameters)).length > 0;

	const run = async (parameters: INodeParameters) =>
		await server.run(String(parameters.operation), parameters, {
			items: [{ Name: 'Nathan', Notes: '', Unknown: 1 }],
			binary: [{ data: fileInMemory('Hello', 'hello.txt', 'text/plain') }],
		});

	const withoutEffect = (shown: string[]) =>
		[...new Set(shown)].filter((path) => !read.paths.has(path) && !FOR_LISTS_ONLY.includes(path));
});

/** The fields that the editor shows, with the entries of collections, as paths. */
const pathsShown = (description: INodeTypeDescription, parameters: INodeParameters): string[] =>
	propertiesShown(description, parameters).flatMap(({ name, type, options = [] }) => {
		switch (type) {
			case 'collection':
				return [name, ...options.map((entry) => `${name}.${entry.name}`)];
			case 'fixedCollection':
				return (options as INodePropertyCollection[]).flatMap((group) => [
					name,
					...group.values.map((value) => `${name}.${group.name}.${value.name}`),
				]);
			case 'notice':
				return [];
			default:
				return [name];
		}
	});
