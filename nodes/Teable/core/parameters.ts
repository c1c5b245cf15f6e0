import type {
	IGetNodeParameterOptions,
	INode,
	INodeParameterResourceLocator,
	ResourceMapperField,
	ResourceMapperValue,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { attempt } from './attempt';
import type { Collection } from './collection';
import { collectionOf, rowsOf } from './collection';
import type { BadParameter, Located } from './reader';
import { Reader } from './reader';

/** What the user has set in a resource mapper. */
export interface ColumnMapping {
	/** Whether the keys of the input item are the columns. Otherwise the columns are in `values`. */
	automatic: boolean;
	values: Record<string, unknown>;
	matchingColumns: string[];
}

/** A column in the list that a resource mapper stores. n8n also stores properties that it does not know. */
export interface MapperColumn extends ResourceMapperField {
	/** The column's own name; `displayName` may contain more. Version 0.1.0 did not store it. */
	name?: string;
}

/** Where parameters are read from: what an execution and a poll have in common. */
export interface ParameterSource {
	getNode(): INode;
	getNodeParameter(
		name: string,
		itemIndex: number,
		fallback?: unknown,
		options?: IGetNodeParameterOptions,
	): unknown;
	/** Missing for a trigger, which has no input items. */
	getInputData?(): unknown[];
}

const VARIES = 'varies';

type Varies = typeof VARIES;

/** The values of parameters without an expression, which are the same for every item, and which parameters vary. */
export type SharedParameters = Map<string, { value: unknown } | Varies>;

/** An expression begins with an equals sign, at any depth of a parameter. */
const HAS_EXPRESSION = /"=/;

/** A problem that was taken from another error may name its item. */
const NAMES_ITEM = /\[item \d+\]/;

/** The key for the ID that replaces the value of a locator. */
const settled = (name: string): string => `${name} settled`;

/** Reads the parameters of one input item, with expressions resolved. */
export class Parameters extends Reader {
	/** The results of expressions for this item. Most items of a large batch need none. */
	private known?: Map<string, unknown>;

	/** @param shared values that are the same for all items of an execution; pass the same map for each item */
	constructor(
		private readonly source: ParameterSource,
		readonly itemIndex: number,
		private readonly shared: SharedParameters = new Map(),
	) {
		super();
	}

	/** Whether everything read so far is the same for every item, because it contains no expression. */
	get sameForAll(): boolean {
		return this.known === undefined;
	}

	/** A string that is equal for items with equal parameters. @throws if an expression cannot be resolved */
	get signature(): string {
		const names = Object.keys(this.source.getNode().parameters);
		return JSON.stringify(names.map((name) => this.read(name, false)));
	}

	value(name: string): unknown {
		return this.read(name, true);
	}

	/** n8n sets every parameter that is shown, including unchanged ones, which have their default. */
	isSet(name: string): boolean {
		return Object.hasOwn(this.source.getNode().parameters, name);
	}

	/** What the user has entered, with expressions unresolved. */
	written(name: string): unknown {
		return this.source.getNode().parameters[name];
	}

	locator(name: string, label = name): Located {
		const locator = this.kept(settled(name)) ?? this.read(name, false);
		if (typeof locator !== 'object' || locator === null || !('mode' in locator)) {
			return { mode: 'id', value: this.asText(locator, label) };
		}
		const { mode, value, cachedResultName } = locator as INodeParameterResourceLocator;
		// n8n extracts the ID from a URL. For an invalid ID its error does not say what is expected, so it is not asked to.
		const extracted = mode === 'url' ? attempt(() => this.text(name, label)) : undefined;
		return {
			...{ mode, shownName: cachedResultName },
			value: typeof extracted === 'string' ? extracted : this.asText(value, label),
		};
	}

	/**
	 * Sets the ID of a locator that holds something else, such as a name. It is set for every item if nothing that was
	 * read so far varies between items.
	 */
	settle(name: string, id: string): void {
		const value = { mode: 'id', value: id };
		if (this.known) this.known.set(settled(name), value);
		else this.shared.set(settled(name), { value });
	}

	/** JSON: a string, or the result of an expression. `example` shows the expected form. */
	json(name: string, label: string, example: string): unknown {
		const value = this.value(name);
		if (typeof value !== 'string') return value;
		const parsed = attempt(() => JSON.parse(value) as unknown);
		if (!(parsed instanceof Error)) return parsed;
		throw this.bad({
			label,
			problem: `is not JSON (${parsed.message})`,
			remedy: `Check its quotes, commas and brackets. Example: ${example}.`,
		});
	}

	/**
	 * A resource mapper's values, unchecked. n8n's own check would read dates without a time zone in the workflow's
	 * zone, and it knows less about the columns than the operation.
	 */
	mapping(name: string): ColumnMapping {
		const mapper = this.read(name, false) as Partial<ResourceMapperValue> | null;
		return {
			automatic: mapper?.mappingMode === 'autoMapInputData',
			values: mapper?.value ?? {},
			matchingColumns: mapper?.matchingColumns ?? [],
		};
	}

	/** The name that a resource mapper stored for a column, even if the column no longer exists; undefined for unknown ones. */
	columnName(name: string, key: string): string | undefined {
		const mapper = this.read(name, false) as Partial<ResourceMapperValue> | null;
		const column: MapperColumn | undefined = mapper?.schema?.find(({ id }) => id === key);
		return column?.name ?? column?.displayName;
	}

	/** The entries of 'Options', which every operation and event has. */
	get options(): Collection {
		return this.collection('options', 'Options');
	}

	/** The entries of a collection. */
	collection(name: string, label: string): Collection {
		// Extracting a value would throw for an unknown operation, which has no 'Options'.
		return collectionOf(this.read(name, false) ?? {}, label, this.bad);
	}

	rows(name: string, label: string, group: string): Collection[] {
		return rowsOf(this.read(name, false), label, group, this.bad);
	}

	/** An error about one parameter of this item, for the operation to throw. */
	readonly bad = ({ label, problem, remedy }: BadParameter): NodeOperationError =>
		this.failure(`'${label}' ${problem}`, remedy);

	/**
	 * An error about this item, for the operation to throw.
	 *
	 * @param problem what happened, without a period if a remedy follows
	 * @param remedy how to fix it, in whole sentences
	 */
	failure(problem: string, remedy?: string): NodeOperationError {
		const about = this.withItem(problem);
		return new NodeOperationError(
			this.source.getNode(),
			remedy === undefined ? about : `${about}. ${remedy}`,
			{ itemIndex: this.itemIndex },
		);
	}

	/** A problem with this item: "… is empty [item 3]", as n8n writes it, if there are several items. */
	withItem(problem: string): string {
		const count = this.source.getInputData?.().length ?? 0;
		if (count < 2 || NAMES_ITEM.test(problem)) return problem;
		const end = problem.endsWith('.') ? '.' : '';
		return `${problem.slice(0, problem.length - end.length)} [item ${this.itemIndex}]${end}`;
	}

	/**
	 * In a large batch, getting parameters from n8n takes longer than everything else. So each is read once per item,
	 * and once per execution if it contains no expression. n8n's type check is skipped, as every reader here has its own.
	 */
	private read(name: string, extractValue: boolean): unknown {
		const key = extractValue ? name : `${name} whole`;
		const shared = this.shared.get(key) ?? this.share(key, name, extractValue);
		if (shared !== VARIES) return shared.value;
		this.known ??= new Map();
		if (!this.known.has(key)) this.known.set(key, this.ask(name, extractValue));
		return this.known.get(key);
	}

	/** The value under a key, for all items or for this one. */
	private kept(key: string): unknown {
		const shared = this.shared.get(key);
		return shared !== undefined && shared !== VARIES ? shared.value : this.known?.get(key);
	}

	private share(key: string, name: string, extractValue: boolean): { value: unknown } | Varies {
		const written = JSON.stringify(this.source.getNode().parameters[name] ?? null);
		const shared = HAS_EXPRESSION.test(written) ? VARIES : { value: this.ask(name, extractValue) };
		this.shared.set(key, shared);
		return shared;
	}

	private ask(name: string, extractValue: boolean): unknown {
		// Without a fallback n8n throws for a hidden field that was never filled in.
		return this.source.getNodeParameter(name, this.itemIndex, null, {
			extractValue,
			skipValidation: true,
		});
	}
}
