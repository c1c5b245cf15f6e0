import type { ItemContext } from '../../core/operation';
import { FIELD_PARAMETER } from './fieldLocator';
import type { TeableClient } from '../../teable/http/client';
import type { Field, Table } from '../../teable/schema/table';

/**
 * The field that 'Field' points to, by ID or name; undefined when it is empty.
 *
 * @param type the type it has to be, e.g. `attachment`, where that matters: Teable answers 500 to a click on another one
 * @throws NodeOperationError when the table has no such field, or two of this name, or it is of another type
 */
export function chosenField(
	{ param }: ItemContext<TeableClient>,
	table: Table,
	type?: string,
): Field | undefined {
	const { value, shownName } = param.locator(FIELD_PARAMETER);
	if (value === '') return undefined;
	// Only a field whose cells are worked on may be another one of the same name; one that is itself changed may not.
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
			? `is '${field.name}', which is not a field of the type ${type}`
			: `names '${value.slice(0, 60)}', which the table does not have`,
		remedy,
	});
}

/** The same, but it must be given. */
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
		remedy: 'Choose one from the list, or check the expression that gives it.',
	});
}
