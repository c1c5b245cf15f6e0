import { invalid } from '../../../errors';
import type { Field, User } from '../../../state';
import type { CellContext } from '../cells/cells';
import { operatorTest, type Test } from './conditions';
import { domainError, fieldToQuery, type KeyType } from '../cells/keys';
import { operatorsOf, SYMBOLS } from './operators';

export interface Condition {
	fieldId: string;
	operator: string;
	value?: unknown;
	isSymbol?: boolean;
}

export interface Filter {
	conjunction: 'and' | 'or';
	filterSet: Array<Filter | Condition>;
}

interface Compiling {
	context: CellContext;
	keyType: KeyType;
	user: User;
	/** Whether both names and IDs are accepted, as when counting rows. */
	anyKey?: boolean;
}

/**
 * Returns the test for a filter.
 *
 * **A condition whose field isn't found, or whose value is null, is dropped, and so is its restriction.** This is how
 * a filter turns into "every row". v2 refuses an unknown ID, but not an unknown name.
 * @throws 400 for an operator that doesn't fit; on a 2026 server, the old engine drops such a condition
 */
export function compileFilter(compiling: Compiling, filter: Filter | null | undefined): Test {
	if (!filter) return () => true;
	const tests = filter.filterSet.flatMap((item) => {
		if ('filterSet' in item) return [compileFilter(compiling, item)];
		return compileCondition(compiling, item) ?? [];
	});
	if (tests.length === 0) return () => true;
	return filter.conjunction === 'and'
		? (record) => tests.every((test) => test(record))
		: (record) => tests.some((test) => test(record));
}

function compileCondition(compiling: Compiling, condition: Condition): Test | undefined {
	const { state, engine } = compiling.context;
	const field = fieldOf(compiling, condition.fieldId);
	if (!field) return undefined;
	const operator = condition.isSymbol
		? (SYMBOLS[condition.operator] ?? condition.operator)
		: condition.operator;
	if (!operatorsOf(field).includes(operator)) {
		if (engine === 'v2') {
			const message = 'Invalid record condition operator for field';
			throw domainError(400, 'validation_error', message, 'validation.invalid', ['validation']);
		}
		if (state.version === '2026-07') return undefined;
		throw invalid(
			`The '${operator}' operation provided for the '${field.name}' filter is invalid. ` +
				`Only the following types are allowed: [${operatorsOf(field).join(',')}]`,
		);
	}
	return operatorTest(compiling.context, compiling.user, field, operator, condition.value);
}

function fieldOf({ context, keyType, anyKey }: Compiling, key: string): Field | undefined {
	const { engine, table } = context;
	if (anyKey) return table.fields.find(({ id, name }) => id === key || name === key);
	const field = fieldToQuery(engine, table, keyType, key);
	if (field || engine === 'v1' || (keyType !== 'id' && !key.startsWith('fld'))) return field;
	throw /^fld[A-Za-z0-9]{16}$/.test(key)
		? domainError(404, 'not_found', 'Filter field not found', 'not_found', ['not-found'])
		: domainError(400, 'validation_error', 'Invalid FieldId', 'validation.invalid', ['validation']);
}
