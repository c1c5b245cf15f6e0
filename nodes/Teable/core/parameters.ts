import type {
	IDataObject,
	IGetNodeParameterOptions,
	INode,
	INodeParameterResourceLocator,
	ResourceMapperValue,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { attempt } from './attempt';

/** A parameter that holds a value the operation cannot use. */
export interface BadParameter {
	/** The label the user sees, e.g. "Access Token". */
	label: string;
	/** What is wrong, as the end of "'Access Token' …". */
	problem: string;
	/** What to do about it. */
	remedy: string;
}

/** What the user has set in a resource mapper. */
export interface ColumnMapping {
	/** Whether the columns are the keys of the input item; else they are in `values`. */
	automatic: boolean;
	values: Record<string, unknown>;
	matchingColumns: string[];
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
}

const VARIES = 'varies';

type Varies = typeof VARIES;

/** The parameters that hold no expression, and so the same for every item; and which ones do. */
export type SharedParameters = Map<string, { value: unknown } | Varies>;

/** An expression begins with an equals sign, wherever it stands in a parameter. */
const HAS_EXPRESSION = /"=/;

/**
 * Reads the parameters of one input item, expressions resolved. Every reader throws a NodeOperationError
 * that names the parameter when the value is of another kind: an expression can give anything.
 */
export class Parameters {
	/** What expressions gave for this item; most items of a large batch ask for none. */
	private known?: Map<string, unknown>;

	/** @param shared what holds for all items of a run; to be passed to each of them */
	constructor(
		private readonly source: ParameterSource,
		readonly itemIndex: number,
		private readonly shared: SharedParameters = new Map(),
	) {}

	/** Whether all that was read so far holds no expression, and so is the same for every item. */
	get sameForAll(): boolean {
		return this.known === undefined;
	}

	/** A text, without the spaces around it; '' when it is empty or missing. A date, e.g. `$now`, as ISO 8601. */
	text(name: string, label = name): string {
		return this.asText(this.raw(name), label);
	}

	/** A text that must not be empty. */
	requiredText(name: string, label: string): string {
		const value = this.text(name, label);
		if (value === '') {
			throw this.bad({
				label,
				problem: 'is empty',
				remedy: 'Fill it in, or check the expression that gives it.',
			});
		}
		return value;
	}

	/** A whole number; anything else, or one below `min` or above `max`, is an error. */
	wholeNumber(name: string, label: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
		const value = this.raw(name);
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number !== 'number' || !Number.isInteger(number) || number < min) {
			throw this.bad({
				label,
				problem: 'is not a whole number',
				remedy: `Give a whole number of at least ${min}.`,
			});
		}
		if (number > max) {
			throw this.bad({ label, problem: 'is too large', remedy: `Give ${max} at most.` });
		}
		return number;
	}

	/** One of the values of a menu; an expression or an AI agent may give another, which is an error. */
	choice<Value extends string>(name: string, label: string, values: readonly Value[]): Value {
		return this.checkedChoice(this.text(name, label), label, values);
	}

	/** The same for a value that was read from a collection. */
	checkedChoice<Value extends string>(
		given: unknown,
		label: string,
		values: readonly Value[],
	): Value {
		const chosen = values.find((value) => value === given);
		if (chosen !== undefined) return chosen;
		throw this.bad({
			label,
			problem: `is '${String(given ?? '').slice(0, 60)}', which it does not offer`,
			remedy: `Give one of ${values.map((value) => `'${value}'`).join(', ')}.`,
		});
	}

	flag(name: string): boolean {
		return this.raw(name) === true;
	}

	/**
	 * A choice of several, also given as one text (what an expression or an AI agent gives).
	 *
	 * @param parts parts such a text, by default at its commas
	 */
	list(name: string, parts = (text: string) => text.split(',')): string[] {
		const value = this.raw(name) ?? [];
		const entries = Array.isArray(value) ? value : parts(String(value));
		return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
	}

	/** The mode and value of a resource locator; a plain text counts as the mode `id`. */
	locator(name: string, label = name): { mode: string; value: string } {
		const locator = this.read(name, false);
		if (typeof locator !== 'object' || locator === null || !('mode' in locator)) {
			return { mode: 'id', value: this.asText(locator, label) };
		}
		const { mode, value } = locator as INodeParameterResourceLocator;
		// Only an address has to have the ID taken out of it, which n8n does. It refuses an ID without saying what it wants.
		const extracted = mode === 'url' ? attempt(() => this.text(name, label)) : undefined;
		return { mode, value: typeof extracted === 'string' ? extracted : this.asText(value, label) };
	}

	/** JSON: as a text, or as what an expression gives. `example` shows the form that is wanted. */
	json(name: string, label: string, example: string): unknown {
		const value = this.raw(name);
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

	/** A collection: only what the user has added is in it. */
	collection(name: string): IDataObject {
		// Extracting would throw where the operation, and so its "Options", is not known.
		return (this.read(name, false) ?? {}) as IDataObject;
	}

	/** An error about one parameter of this item, for the operation to throw. */
	bad({ label, problem, remedy }: BadParameter): NodeOperationError {
		return this.failure(`'${label}' ${problem}. ${remedy}`);
	}

	/** An error about this item, for the operation to throw. */
	failure(message: string): NodeOperationError {
		return new NodeOperationError(this.source.getNode(), message, {
			itemIndex: this.itemIndex,
		});
	}

	private asText(given: unknown, label: string): string {
		const value = given ?? '';
		if (value instanceof Date || DateTime.isDateTime(value)) return String(value.toJSON());
		if (typeof value === 'object') {
			throw this.bad({
				label,
				problem: 'is not a text',
				remedy: 'Give a single text, not a list or an object.',
			});
		}
		return String(value).trim();
	}

	private raw(name: string): unknown {
		return this.read(name, true);
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
