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
	/** Whether the columns are the keys of the input item; else they are in `values`. */
	automatic: boolean;
	values: Record<string, unknown>;
	matchingColumns: string[];
}

/** A column in the list that a resource mapper keeps. n8n keeps what it does not know, too. */
export interface MapperColumn extends ResourceMapperField {
	/** The column's own name; `displayName` may say more. Version 0.1.0 has kept none. */
	name?: string;
}

/** Where parameters are read from: what a node's execution and a trigger's poll have in common. */
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

/** The parameters that hold no expression, and so the same for every item; and which ones do. */
export type SharedParameters = Map<string, { value: unknown } | Varies>;

/** An expression begins with an equals sign, wherever it stands in a parameter. */
const HAS_EXPRESSION = /"=/;

/** A problem that was taken from another error may name its item. */
const NAMES_ITEM = /\[item \d+\]/;

/** Under which key the ID is known that stands in the place of what a locator holds. */
const settled = (name: string): string => `${name} settled`;

/** Reads the parameters of one input item, expressions resolved. */
export class Parameters extends Reader {
	/** What expressions gave for this item; most items of a large batch ask for none. */
	private known?: Map<string, unknown>;

	/** @param shared what holds for all items of a run; to be passed to each of them */
	constructor(
		private readonly source: ParameterSource,
		readonly itemIndex: number,
		private readonly shared: SharedParameters = new Map(),
	) {
		super();
	}

	/** Whether all that was read so far holds no expression, and so is the same for every item. */
	get sameForAll(): boolean {
		return this.known === undefined;
	}

	/** The same text for items with the same parameters. @throws when an expression cannot be resolved */
	get signature(): string {
		const names = Object.keys(this.source.getNode().parameters);
		return JSON.stringify(names.map((name) => this.read(name, false)));
	}

	value(name: string): unknown {
		return this.read(name, true);
	}

	/** n8n gives a node every parameter that is shown, those that the user has not touched with their default. */
	isSet(name: string): boolean {
		return Object.hasOwn(this.source.getNode().parameters, name);
	}

	/** What the user has written, with expressions as they are. */
	written(name: string): unknown {
		return this.source.getNode().parameters[name];
	}

	locator(name: string, label = name): Located {
		const locator = this.kept(settled(name)) ?? this.read(name, false);
		if (typeof locator !== 'object' || locator === null || !('mode' in locator)) {
			return { mode: 'id', value: this.asText(locator, label) };
		}
		const { mode, value, cachedResultName } = locator as INodeParameterResourceLocator;
		// Only an address has to have the ID taken out of it, which n8n does. It refuses an ID without saying what it wants.
		const extracted = mode === 'url' ? attempt(() => this.text(name, label)) : undefined;
		return {
			...{ mode, shownName: cachedResultName },
			value: typeof extracted === 'string' ? extracted : this.asText(value, label),
		};
	}

	/**
	 * Says which ID a locator stands for that holds something else: for every item, as long as none of what was read
	 * so far differs between them.
	 */
	settle(name: string, id: string): void {
		const value = { mode: 'id', value: id };
		if (this.known) this.known.set(settled(name), value);
		else this.shared.set(settled(name), { value });
	}

	/** JSON: as a text, or as what an expression gives. `example` shows the form that is wanted. */
	json(name: string, label: string, example: string): unknown {
		const value = this.value(name);
		if (typeof value !== 'string') return value;
		const parsed = attempt(() => JSON.parse(value) as unknown);
		if (!(parsed instanceof Error)) return parsed;
		throw this.bad({
			label,
			problem: `is not JSON (${parsed.message})`,
			remedy: `Check its quotes, commas and brackets. Write it like ${example}.`,
		});
	}

	/**
	 * A resource mapper: what is mapped to which column, as the user gave it: n8n's own check would
	 * read dates without a zone in the workflow's, and knows less than the operation.
	 */
	mapping(name: string): ColumnMapping {
		const mapper = this.read(name, false) as Partial<ResourceMapperValue> | null;
		return {
			automatic: mapper?.mappingMode === 'autoMapInputData',
			values: mapper?.value ?? {},
			matchingColumns: mapper?.matchingColumns ?? [],
		};
	}

	/** The name that a resource mapper has kept of a column, also of one that is gone; undefined for one it never had. */
	columnName(name: string, key: string): string | undefined {
		const mapper = this.read(name, false) as Partial<ResourceMapperValue> | null;
		const column: MapperColumn | undefined = mapper?.schema?.find(({ id }) => id === key);
		return column?.name ?? column?.displayName;
	}

	/** The entries of "Options", which every operation and event has. */
	get options(): Collection {
		return this.collection('options', 'Options');
	}

	/** The entries of a collection. */
	collection(name: string, label: string): Collection {
		// Extracting would throw where the operation, and so its "Options", is not known.
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

	/** A problem with this item: "… is empty [item 3]", as n8n writes it, where there are several items. */
	withItem(problem: string): string {
		const count = this.source.getInputData?.().length ?? 0;
		if (count < 2 || NAMES_ITEM.test(problem)) return problem;
		const end = problem.endsWith('.') ? '.' : '';
		return `${problem.slice(0, problem.length - end.length)} [item ${this.itemIndex}]${end}`;
	}

	/**
	 * Asking n8n for a parameter costs more than all else that is done with an item of a large batch. So each
	 * is asked for once an item, and one without an expression once a run; n8n's check of its type is
	 * skipped, as every reader here checks for itself.
	 */
	private read(name: string, extractValue: boolean): unknown {
		const key = extractValue ? name : `${name} whole`;
		const shared = this.shared.get(key) ?? this.share(key, name, extractValue);
		if (shared !== VARIES) return shared.value;
		this.known ??= new Map();
		if (!this.known.has(key)) this.known.set(key, this.ask(name, extractValue));
		return this.known.get(key);
	}

	/** What is known under a key, for all items or for this one. */
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
		// Without a fallback n8n throws for a field that is hidden and was never filled in.
		return this.source.getNodeParameter(name, this.itemIndex, null, {
			extractValue,
			skipValidation: true,
		});
	}
}
