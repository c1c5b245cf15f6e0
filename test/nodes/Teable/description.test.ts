import { groupBy, uniqBy } from 'lodash';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INode,
	NodeParameterValue,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { catalogue } from '../../../nodes/Teable/resources';
import { Teable } from '../../../nodes/Teable/Teable.node.js';
import { TeableTrigger } from '../../../nodes/Teable/TeableTrigger.node.js';
import { newestVersion } from '../../harness/n8n/shown';
import { EveryField } from '../../n8n/agent/everyField';

const { description, methods } = new Teable();

const NEW = { typeVersion: newestVersion(description) } as INode;

const OPERATIONS = catalogue.flatMap((resource) =>
	resource.operations.map((operation) => ({
		title: `${resource.name}: ${operation.name}`,
		resource: resource.value,
		operation,
		/** The node's properties that belong to it, without those of the whole node. */
		fields: description.properties.filter(
			({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource.value) &&
				displayOptions.show.operation?.includes(operation.value),
		),
	})),
);

/** A property with all properties inside it: entries of collections, and their entries. */
const withNested = (property: INodeProperties): INodeProperties[] => [
	property,
	...(property.options ?? []).flatMap((entry) => {
		if ('values' in entry) return (entry as INodePropertyCollection).values.flatMap(withNested);
		return 'type' in entry ? withNested(entry as INodeProperties) : [];
	}),
];

const choicesOf = ({ type, options }: INodeProperties) =>
	type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : undefined;

const EVERY_PROPERTY = [description, new TeableTrigger().description].flatMap(({ properties }) =>
	properties.flatMap(withNested),
);

const SMALL_WORDS =
	'a an and as at by for from if in into is it of on or per than the to with'.split(' ');

const isTitleCase = (text: string) =>
	text
		.replace(/[()'",:]/g, '')
		.split(/[\s/-]+/)
		.every((word, i) => (i > 0 && SMALL_WORDS.includes(word)) || !/^[a-z]/.test(word));

describe('the menus of the node', () => {
	it('start with Record > Get Many, and with Access Token > Get in nodes saved earlier', () => {
		const startOf = (typeVersion: number) => {
			const node = { typeVersion } as INode;
			return NodeHelpers.getNodeParameters(
				description.properties,
				{},
				true,
				false,
				node,
				description,
			);
		};
		expect(startOf(1.1)).toMatchObject({ resource: 'record', operation: 'getAll' });
		expect(startOf(1)).toMatchObject({ resource: 'accessToken', operation: 'get' });
	});

	it('offer every resource and operation, and nothing else', () => {
		const [, resources, ...menus] = description.properties.filter(({ name }) =>
			['resource', 'operation'].includes(name),
		);
		expect(choicesOf(resources)?.map(({ value }) => value)).toEqual(
			catalogue.map(({ value }) => value),
		);
		expect(menus.map((menu) => choicesOf(menu)?.map(({ value }) => value))).toEqual(
			catalogue.map(({ operations }) => operations.map(({ value }) => value)),
		);
	});

	it.each(catalogue)("start '$name' with one of its operations", (resource) => {
		const values = resource.operations.map(({ value }) => value);
		expect(values).toContain(resource.defaultOperation);
		expect(new Set(values).size).toBe(values.length);
	});

	it.each(OPERATIONS)('say what $title does', ({ operation }) => {
		const { action, name } = operation;
		expect(action).toMatch(/^[A-Z][a-z]/);
		expect(action).not.toMatch(/\b(a|an|the)\b|\.$/i);
		expect(isTitleCase(name)).toBe(true);
		expect(operation.description.length).toBeGreaterThan(10);
	});
});

describe.each(OPERATIONS)('the fields of $title', ({ resource, operation, fields }) => {
	const values = (property: INodeProperties) =>
		choicesOf(property)?.map(({ value }) => value) ?? [];

	it("end with 'Options', which has a timeout", () => {
		const last = fields.at(-1);
		expect(last?.name).toBe('options');
		expect(last?.options?.map(({ name }) => name)).toContain('timeout');
	});

	it('are shown by existing fields, with values that these can have', () => {
		for (const { name, displayOptions } of fields) {
			const { show = {}, hide = {} } = displayOptions ?? {};
			for (const [other, expected] of [...Object.entries(show), ...Object.entries(hide)]) {
				if (['resource', 'operation', '@tool'].includes(other) || other.startsWith('/')) continue;
				const shower = fields.find((field) => field.name === other);
				expect([name, other, shower?.name]).toEqual([name, other, other]);
				if (shower?.type !== 'options') continue;
				for (const value of expected as NodeParameterValue[]) {
					expect(values(shower)).toContain(value);
				}
			}
		}
	});

	it('have different names as arguments of a tool, because n8n merges arguments with the same name', () => {
		const byName = groupBy(new EveryField(resource, operation.value).arguments, 'name');
		for (const same of Object.values(byName)) expect(uniqBy(same, 'description')).toHaveLength(1);
	});

	it('have different names if they are shown together', () => {
		const parameters = NodeHelpers.getNodeParameters(
			description.properties,
			{ resource, operation: operation.value },
			true,
			false,
			NEW,
			description,
		);
		const shown = fields.filter((field) =>
			NodeHelpers.displayParameter(parameters ?? {}, field, NEW, description),
		);
		expect(new Set(shown.map(({ name }) => name)).size).toBe(shown.length);
	});
});

describe('every field', () => {
	const all = EVERY_PROPERTY.map((property) => ({ property, title: property.displayName }));

	const bad = (isBad: (property: INodeProperties) => boolean) =>
		all.filter(({ property }) => isBad(property)).map(({ title }) => title);

	it('has a name in title case', () => {
		expect(bad(({ type, displayName }) => type !== 'notice' && !isTitleCase(displayName))).toEqual(
			[],
		);
	});

	it('starts with a valid value', () => {
		const kinds: Record<string, (value: unknown) => boolean> = {
			boolean: (value) => typeof value === 'boolean',
			number: (value) => typeof value === 'number',
			string: (value) => typeof value === 'string',
			dateTime: (value) => typeof value === 'string',
			collection: (value) => typeof value === 'object' && !Array.isArray(value),
			fixedCollection: (value) => typeof value === 'object' && !Array.isArray(value),
			multiOptions: Array.isArray,
		};
		expect(
			bad((property) => {
				const { type, default: value } = property;
				if (property.typeOptions?.multipleValues) return false;
				if (type === 'options' && !property.typeOptions?.loadOptionsMethod) {
					return !choicesOf(property)?.some((choice) => choice.value === value);
				}
				return kinds[type]?.(value) === false;
			}),
		).toEqual([]);
	});

	it("has a description that begins with 'Whether' if it is a switch", () => {
		expect(
			bad(({ type, description: text }) => type === 'boolean' && !text?.startsWith('Whether ')),
		).toEqual([]);
	});

	it('has a placeholder with an example or an instruction', () => {
		expect(
			bad(
				({ placeholder }) =>
					placeholder !== undefined && !/^(e\.g\. |Leave empty|Choose |Add )/.test(placeholder),
			),
		).toEqual([]);
	});

	it('lists five or more choices alphabetically', () => {
		const menus = EVERY_PROPERTY.map((property) =>
			(choicesOf(property) ?? []).map(({ name }) => name),
		).filter(({ length }) => length >= 5);
		expect(menus).toEqual(menus.map((names) => names.toSorted((a, b) => a.localeCompare(b))));
	});

	it('has choices in title case', () => {
		const choices = EVERY_PROPERTY.flatMap((property) => choicesOf(property) ?? []);
		expect(choices.filter(({ name }) => !isTitleCase(name)).map(({ name }) => name)).toEqual([]);
	});

	it('loads its choices with a method that the node has', () => {
		const loaded = EVERY_PROPERTY.flatMap(
			({ typeOptions }) => typeOptions?.loadOptionsMethod ?? [],
		);
		const searched = EVERY_PROPERTY.flatMap(({ modes = [] }) =>
			modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect(Object.keys(methods.loadOptions)).toEqual(expect.arrayContaining(loaded));
		expect(Object.keys(methods.listSearch)).toEqual(expect.arrayContaining(searched));
		expect(loaded.length * searched.length).toBeGreaterThan(0);
	});
});

describe('the node', () => {
	it('can be used by an AI agent', () => {
		expect(description.usableAsTool).toBe(true);
	});

	it('asks for the credential that fits the chosen authentication', () => {
		const authentication = description.properties.find(({ name }) => name === 'authentication');
		const shown = description.credentials?.map(({ name, displayOptions }) => [
			displayOptions?.show?.authentication,
			name,
		]);
		expect(shown).toEqual([
			[['accessToken'], 'teableApi'],
			[['oAuth2'], 'teableOAuth2Api'],
			[['session'], 'teableSessionApi'],
		]);
		expect(choicesOf(authentication!)?.map(({ value }) => value)).toEqual([
			...['accessToken', 'oAuth2', 'session'],
		]);
	});

	it('warns in the editor that rotating invalidates the old secret', () => {
		const notice = description.properties.find(({ name }) => name === 'rotateNotice');
		expect(notice?.displayName).toContain('The old secret stops working immediately');
	});
});
