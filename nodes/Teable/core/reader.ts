import type { NodeOperationError } from 'n8n-workflow';

import { toBoolean } from '../values/booleans';
import { toNumber } from '../values/numbers';
import { isDate } from '../values/objects';
import { isNothing, quoted } from '../values/quoted';
import { several } from '../values/several';

/** A parameter with a value that the operation cannot use. */
export interface BadParameter {
	/** The label the user sees, e.g. "Access Token". */
	label: string;
	/** What is wrong, as the end of "'Access Token' …". */
	problem: string;
	/** How to fix it. */
	remedy: string;
}

/** What a resource locator holds. */
export interface Located {
	mode: string;
	value: string;
	/** Its name in the list, if it was chosen there. */
	shownName?: string;
}

/**
 * Reads values by the name of their parameter. Expressions and AI agents can set any value. Every reader also accepts
 * strings that mean a valid value, and throws a NodeOperationError that names the parameter for anything else.
 */
export abstract class Reader {
	/** The value, unchecked. */
	abstract value(name: string): unknown;

	/** An error about one parameter, for the operation to throw. */
	abstract readonly bad: (parameter: BadParameter) => NodeOperationError;

	/** Whether there is a value. Entries of a collection have none until they are added. */
	abstract isSet(name: string): boolean;

	/** The mode and value of a resource locator; a plain text counts as the mode `id`. */
	abstract locator(name: string, label?: string): Located;

	/** The rows of a list that the user can add to. */
	abstract rows(name: string, label: string, group: string): Reader[];

	/** A string without surrounding spaces; '' if it is empty or missing. A date, e.g. `$now`, becomes ISO 8601. */
	text(name: string, label = name): string {
		return this.asText(this.value(name), label);
	}

	/** A string that must not be empty. */
	requiredText(name: string, label: string): string {
		const value = this.text(name, label);
		if (value !== '') return value;
		throw this.bad({
			label,
			problem: 'is empty',
			remedy: 'Fill it in, or check its expression.',
		});
	}

	/** A number from `min` to `max`. */
	number(name: string, label: string, min: number, max: number): number {
		const value = this.value(name);
		const number = toNumber(value);
		if (number !== undefined && number >= min && number <= max) return number;
		throw this.bad({
			label,
			problem: isNothing(value) ? 'is empty' : `is ${quoted(value)}`,
			remedy: `Enter a number from ${min} to ${max}, or check its expression.`,
		});
	}

	/** A whole number from `min` to `max`; anything else is an error. */
	wholeNumber(name: string, label: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
		const value = this.value(name);
		const number = toNumber(value);
		if (number === undefined || !Number.isInteger(number) || number < min) {
			throw this.bad({
				label,
				problem: isNothing(value) ? 'is empty' : `is ${quoted(value)}`,
				remedy: `Enter a whole number of at least ${min}.`,
			});
		}
		if (number <= max) return number;
		throw this.bad({
			label,
			problem: `is ${number}, which is too large`,
			remedy: `Enter ${max} or less.`,
		});
	}

	/** One of the values of a menu; `unset` if an entry of a collection has not been added. */
	choice<Value extends string>(
		name: string,
		values: readonly Value[],
		unset?: NoInfer<Value>,
		label = name,
	): Value {
		if (unset !== undefined && !this.isSet(name)) return unset;
		const given = this.text(name, label);
		const chosen = values.find((value) => value === given);
		if (chosen !== undefined) return chosen;
		throw this.bad({
			label,
			problem: given === '' ? 'is empty' : `is ${quoted(given)}, which isn't one of its options`,
			remedy: `Use one of ${values.map((value) => `'${value}'`).join(', ')}.`,
		});
	}

	/** True or false; false if an entry of a collection has not been added. */
	flag(name: string, label = name): boolean {
		if (!this.isSet(name)) return false;
		const value = this.value(name);
		const known = toBoolean(value);
		if (known !== undefined) return known;
		throw this.bad({
			label,
			problem: isNothing(value) ? 'is empty' : `is ${quoted(value)}, which isn't true or false`,
			remedy: 'Use true or false, or check its expression.',
		});
	}

	/**
	 * A list of strings, in any form that `several` reads; empty if there is none.
	 *
	 * @param isName whether a string is a single name, even with a comma in it
	 * @param parts splits a string that holds several
	 */
	list(
		name: string,
		label: string,
		isName?: (text: string) => boolean,
		parts?: (text: string) => string[],
	): string[] {
		return several(this.value(name), isName, parts).map((entry) => {
			if (typeof entry !== 'object') return String(entry);
			throw this.bad({
				label,
				problem: `contains ${quoted(entry)}, which isn't text`,
				remedy: 'Use a list, or text with commas.',
			});
		});
	}

	protected asText(given: unknown, label: string): string {
		const value = given ?? '';
		if (isDate(value)) return String(value.toJSON());
		if (typeof value === 'object') {
			throw this.bad({
				label,
				problem: "isn't text",
				remedy: 'Use a single value, not a list or an object.',
			});
		}
		return String(value).trim();
	}
}
