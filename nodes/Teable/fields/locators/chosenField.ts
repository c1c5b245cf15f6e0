import type { ItemContext } from '../../core/operation';
import { FIELD_PARAMETER } from './fieldLocator';
import type { TeableClient } from '../../teable/http/client';
import type { Field, Table } from '../../teable/schema/table';
import { quoted } from '../../values/quoted';

/**
 * The field chosen in 'Field', by ID or name; undefined if it is empty.
 *
 * @param type the required type, e.g. `attachment`, if any: Teable answers 500 to a click on a field of another type
 * @throws NodeOperationError if the table has no such field, or two with this name, or it has another type
 */
export function chosenField(
	{ param }: ItemContext<TeableClient>,
	table: Table,
	type?: string,
): Field | undefined {
	const { value, shownName } = param.locator(FIELD_PARAMETER);
	if (value === '') return undefined;
	// In a copy of the table, the field is found by its name, but only to use its cells, not to change the field itself.
	const field = table.named(value) ?? (type && table.recall(value, shownName));
	const fits = (candidate?: Field) => type === undefined || candidate?.type === type;
	if (field && fits(field)) return field;
	const others = table.fields.filter(fits);
	const remedy =
		others.length === 0
			? `The table has no ${type} field.`
			: `Choose one of ${others.map(({ name }) => `'${name}'`).join(', ')}.`;
	throw param.bad({
		label: 'Field',
		problem: field
			? `is '${field.name}', which is not a field of type ${type}`
			: `is ${quoted(value)}, which the table doesn't have`,
		remedy,
	});
}

/** The same, but the field is required. */
export function requiredField(
	context: ItemContext<TeableClient>,
	table: Table,
	type?: string,
): Field {
	const field = chosenField(context, table, type);
	if (field) return field;
	throw context.param.bad({
		label: 'Field',
		problem: 'is empty',
		remedy: 'Choose a field from the list, or check the expression.',
	});
}
