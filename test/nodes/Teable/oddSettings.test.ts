import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { cloneDeep, set } from 'lodash';

import { Teable } from '../../../nodes/Teable/Teable.node.js';
import { TeableTrigger } from '../../../nodes/Teable/TeableTrigger.node.js';
import { events } from '../../../nodes/Teable/trigger';
import { EVERY_CASE } from '../../harness/engines';
import { fileInMemory } from '../../harness/files';
import { TriggerRun } from '../../harness/poll';
import { everyChoice } from '../../harness/samples';
import { EVERY_OPERATION, startWithSamples } from '../../harness/samples/every';
import { ownSamples, samplesOfEvent } from '../../harness/samples/own';
import { listenToLogs } from '../../harness/secrets';
import { TestServer } from '../../harness/server';
import { propertiesShown } from '../../harness/n8n/shown';
import type { TestTable } from '../../harness/table';

/** A switch, number or menu of the node, and parameters with which it is shown. */
interface Setting {
	/** Its path in the parameters. */
	path: Array<string | number>;
	property: INodeProperties;
	parameters: INodeParameters;
}

const KINDS = ['boolean', 'number', 'options'];

/** Values that no switch, number or menu can have. */
const NEVER = ['maybe', '', null, {}, ['x'], '1,5', '12 EUR', '{{ $json.x }}'];

const NO_NUMBER = [true, 'NaN', 'Infinity', '0x1F', '1e400', '9007199254740993', -1];

/** Gives the value that is tried. */
const ODD = '={{ $json.odd }}';

// A test runs an operation a few hundred times.
jest.setTimeout(600_000);

describe('every switch, number and menu accepts the usual text, and refuses anything else by its name:', () => {
	const server = new TestServer('2026-07');
	let table: TestTable;
	let values: INodeParameters;

	beforeEach(async () => {
		listenToLogs();
		({ table, values } = await startWithSamples(server));
	});

	afterEach(async () => {
		jest.restoreAllMocks();
		await server.sandbox.stop();
	});

	it.each(EVERY_OPERATION)('$title', async ({ resource, operation }) => {
		const start = { authentication: 'session', resource, operation };
		Object.assign(values, await ownSamples(server, table, resource, operation));
		const settings = settingsOf(new Teable().description, { ...start, ...values });
		expect(settings.length).toBeGreaterThan(0);
		const run = async (parameters: INodeParameters, odd: IDataObject[string]) => {
			const output = await server.run(operation, parameters, {
				items: [{ Name: 'Nathan', odd }],
				binary: [{ data: fileInMemory('Hello', 'hello.txt', 'text/plain') }],
			});
			return output.error?.message;
		};
		expect(await unmet(settings, run)).toEqual([]);
	});

	it.each(events)('$name', async ({ value }) => {
		const own = await samplesOfEvent(server, table, value);
		const start = { authentication: 'session', event: value, ...own };
		const settings = settingsOf(new TeableTrigger().description, { ...start, ...values });
		expect(settings.length).toBeGreaterThan(0);
		const run = async (parameters: INodeParameters, odd: IDataObject[string]) => {
			// A trigger has no input, so the expression itself returns the value, written as character codes.
			const codes = [...JSON.stringify(odd)].map((letter) => letter.charCodeAt(0)).join();
			const expression = `={{ JSON.parse(String.fromCharCode(${codes})) }}`;
			const written = JSON.stringify(parameters).replaceAll(ODD, expression);
			const trigger = new TriggerRun(JSON.parse(written) as INodeParameters, server.credentials);
			return await trigger.poll().then(
				() => undefined,
				(error: Error) => error.message,
			);
		};
		expect(await unmet(settings, run)).toEqual([]);
	});

	/**
	 * Values that are accepted but should be refused by name, refused but should be accepted, or refused after a
	 * write.
	 */
	async function unmet(
		settings: Setting[],
		run: (parameters: INodeParameters, odd: IDataObject[string]) => Promise<string | undefined>,
	): Promise<string[]> {
		const found: string[] = [];
		for (const [index, { path, property, parameters }] of settings.entries()) {
			const label = `'${property.displayName}'`;
			const odd = set(cloneDeep(parameters), path, ODD);
			for (const value of chosen(refusedBy(property), index)) {
				server.sandbox.resetRequests();
				const message = await run(odd, value as IDataObject[string]);
				const place = `${label} = ${JSON.stringify(value)}`;
				if (!message?.includes(label)) found.push(`${place} is not refused: ${message}`);
				const written = server.sandbox.requests.filter(
					({ method, route }) => method !== 'GET' && !route.includes('/auth/'),
				);
				if (written.length > 0) found.push(`${place} is refused after a write`);
			}
			for (const value of chosen(takenBy(property), index)) {
				const message = await run(odd, value as IDataObject[string]);
				if (message?.includes(`${label} is `)) {
					found.push(`${label} = ${JSON.stringify(value)} is not taken: ${message}`);
				}
			}
		}
		return found;
	}
});

/** In the short run, one value per setting, in turns. All of them would take minutes. */
const chosen = (values: unknown[], index: number): unknown[] =>
	EVERY_CASE || values.length === 0 ? values : [values[index % values.length]];

const refusedBy = ({ type }: INodeProperties): unknown[] =>
	type === 'number' ? [...NEVER, ...NO_NUMBER] : [...NEVER, 7];

function takenBy({ type, options = [], default: value }: INodeProperties): unknown[] {
	switch (type) {
		case 'boolean':
			return [true, 'true', 'TRUE', ' yes ', '1', 1, false, 'false', 'no', '0', 0];
		case 'number':
			return [value, String(value), ` ${String(value)} `];
		default:
			return (options as INodePropertyOptions[]).map((option) => option.value);
	}
}

/** Every switch, number and menu that is shown for some values of the others. */
function settingsOf(description: INodeTypeDescription, start: INodeParameters): Setting[] {
	const found = new Map<string, Setting>();
	const add = (setting: Setting) => {
		const key = setting.path.join('.');
		if (KINDS.includes(setting.property.type) && !found.has(key)) found.set(key, setting);
	};
	for (const parameters of everyChoice(description, start)) {
		for (const property of propertiesShown(description, parameters)) {
			if (property.noDataExpression === true && property.type === 'options') continue;
			add({ path: [property.name], property, parameters });
			for (const entry of property.options ?? []) {
				if (property.type === 'collection') {
					const path = [property.name, entry.name];
					add({ path, property: entry as INodeProperties, parameters });
				}
				if (property.type !== 'fixedCollection') continue;
				const group = entry as INodePropertyCollection;
				const rows = (parameters[property.name] as Record<string, IDataObject[]>)[group.name];
				for (const [index, row] of rows.entries()) {
					for (const value of group.values.filter(({ name }) => name in row)) {
						add({
							path: [property.name, group.name, index, value.name],
							property: value,
							parameters,
						});
					}
				}
			}
		}
	}
	// Their choices come from the server, where names are checked against the table.
	return [...found.values()].filter(
		({ property: { type, options = [] } }) => type !== 'options' || options.length > 0,
	);
}
