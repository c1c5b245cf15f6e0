import { omit } from 'lodash';

import { attemptAsync } from '../../../core/attempt';
import type { Collection } from '../../../core/collection';
import type { ItemContext } from '../../../core/operation';
import { changedDefinition } from '../../../fields/fieldTypes/settings';
import type { TeableClient } from '../../../teable/http/client';
import { refusalOf } from '../../../teable/http/errors';
import { convertField } from '../../../teable/schema/fields/convertField';
import { fetchEngine } from '../../../teable/schema/engine';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import { withFieldIds } from '../../../teable/schema/fields/fieldReferences';
import { referencesOf } from '../../../teable/schema/fields/formula';
import type { Field, Table } from '../../../teable/schema/table';
import { checkNothingLost } from './losses';

/**
 * Changes the settings that the user added under "Settings".
 *
 * @param settings the entries of the collection
 * @returns the changed field
 * @throws NodeOperationError, before anything is sent, for settings that cannot be set or would change cells
 */
export async function changeSettings(
	{ client }: ItemContext<TeableClient>,
	settings: Collection,
	table: Table,
	field: Field,
): Promise<Field> {
	const wanted = changedDefinition(settings, field);
	const definition = await withFieldIds(client, table, wanted);
	await checkRemovable(client, settings, table, field, definition);
	if (referencesOf(definition.options?.expression).includes(field.id)) {
		throw settings.bad({
			label: 'Formula',
			problem: `refers to the field '${field.name}' itself`,
			remedy: 'Use only other fields.',
		});
	}
	await checkNothingLost(client, settings, table, field, definition);
	const changed = await attemptAsync(async () => await convert(client, table, field, definition));
	if (changed instanceof Error) throw explained(changed);
	return changed;
}

/** Teable answers 400 to a number format for a formula that no longer returns a number. */
async function convert(
	client: TeableClient,
	table: Table,
	field: Field,
	definition: FieldDefinition,
): Promise<Field> {
	const change = async (terms: FieldDefinition) =>
		await convertField(client, table.id, field, terms);
	const { options } = definition;
	if (!options?.formatting || options.expression === field.options?.expression) {
		return await change(definition);
	}
	return await change(definition).catch(async (error: Error) => {
		if (refusalOf(error)?.status !== 400) throw error;
		return await change({ ...definition, options: omit(options, 'formatting') });
	});
}

/** The settings that v2 cannot remove: it rejects null for them. */
const KEPT_BY_V2: Array<[type: string, key: string, label: string]> = [
	['singleLineText', 'showAs', 'Show As'],
	['button', 'maxCount', 'Click Limit'],
	['singleSelect', 'defaultValue', 'Default Choice'],
];

async function checkRemovable(
	client: TeableClient,
	settings: Collection,
	table: Table,
	field: Field,
	{ options = {} }: FieldDefinition,
): Promise<void> {
	const kept = KEPT_BY_V2.find(([type, key]) => field.type === type && options[key] === null);
	if (!kept || (await fetchEngine(client, table.id)) !== 'v2') return;
	const [, , label] = kept;
	throw settings.bad({
		label,
		problem: `can't be removed from '${field.name}' on this Teable server`,
		remedy: 'Set another value, or remove it in Teable.',
	});
}

const RULES: Array<[refusal: RegExp, meaning: string]> = [
	[
		/unique (validation failed|constraint)/i,
		"'Unique' can't be turned on because several records have the same value.",
	],
	[
		/not null validation failed|as required/i,
		"'Required' can't be turned on because some records have no value.",
	],
];

function explained(error: Error): Error {
	const rule = RULES.find(([refusal]) => refusal.test(error.message));
	if (rule) error.message = `${rule[1]} ${error.message}`;
	return error;
}
