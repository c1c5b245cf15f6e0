import { invalid } from '../../errors';
import { choicesOf, type Choice } from '../records/cells/choices';
import { formulaType } from '../records/cells/formulas';
import type { Field, State, Table } from '../../state';
import { engineOf, type FieldTerms } from './fields';

/** What v2 doesn't remove, by the type of the field. */
const KEPT_BY_V2: Record<string, string> = {
	singleLineText: 'showAs',
	button: 'maxCount',
	singleSelect: 'defaultValue',
};

/** Each engine's rules for the options of a field that keeps its type. @throws 400 */
export function checkOptions(
	state: State,
	table: Table,
	field: Field,
	{ type, options = {} }: FieldTerms,
) {
	const nothing = Object.keys(options).filter((key) => options[key] === null);
	const isV2 = engineOf(state, table) === 'v2';
	const refused = isV2 ? nothing.filter((key) => KEPT_BY_V2[type] === key) : nothing;
	if (refused.length > 0 && (isV2 || state.version === '1.10.0')) {
		throw invalid(`Validation error: Invalid input at "options.${refused[0]}"`);
	}
	if (isV2 && options.choices !== undefined) checkDefault(field, options);
	const { formatting, expression } = options as {
		formatting?: { precision?: number };
		expression?: string;
	};
	const isNumber = type !== 'formula' || formulaType(String(expression)) === 'number';
	if (formatting?.precision !== undefined && !isNumber) {
		throw invalid('Validation error: Invalid input at "options.formatting"');
	}
}

/** The previous default must also be one of the new choices. */
function checkDefault(field: Field, options: Record<string, unknown>) {
	const names = (options.choices as Choice[]).map(({ name }) => name);
	const defaults = [field.options.defaultValue, options.defaultValue].flat();
	const unknown = defaults.find((name) => typeof name === 'string' && !names.includes(name));
	if (unknown === undefined || choicesOf(field).length === 0) return;
	throw invalid(`Invalid default value: ${String(unknown)} is not one of the choices`);
}

/** A text formula that should return the creation time: v2 answers 200, but doesn't change it. */
export const isIgnored = (state: State, table: Table, field: Field, { options }: FieldTerms) =>
	engineOf(state, table) === 'v2' &&
	field.type === 'formula' &&
	field.cellValueType === 'string' &&
	options?.expression === 'CREATED_TIME()';
