import { isEqual, isUndefined, omitBy } from 'lodash';

import type { Reader } from '../../../core/reader';
import { withFate } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { sentence } from '../../../teable/http/explanations';
import type { Choice } from '../../../teable/schema/choices';
import { choicesOf } from '../../../teable/schema/choices';
import { convertField, wholeDefinition } from '../../../teable/schema/fields/convertField';
import { fetchEngine } from '../../../teable/schema/engine';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import type { Field } from '../../../teable/schema/table';
import type { Step } from './steps';
import { choicesBetween, followed } from './steps';

/**
 * Sets the choices of a select field, in as many steps as needed to lose no cell.
 *
 * @param wanted all of its choices; those without an ID are new
 * @returns the changed field
 * @throws NodeOperationError, before anything is sent, if the server cannot update the default accordingly
 */
export async function setChoices(
	client: TeableClient,
	reader: Reader,
	tableId: string,
	field: Field,
	wanted: Choice[],
): Promise<Field> {
	let now = field;
	for (const [index, step] of (await stepsTo(client, reader, tableId, field, wanted)).entries()) {
		now = await convertField(client, tableId, now, definitionOf(now, step)).catch(
			(error: Error) => {
				throw index === 0 ? error : inPart(error);
			},
		);
	}
	return now;
}

async function stepsTo(
	client: TeableClient,
	reader: Reader,
	tableId: string,
	field: Field,
	wanted: Choice[],
): Promise<Step[]> {
	const held = choicesOf(field);
	const between = choicesBetween(held, wanted);
	const stages = between ? [between, wanted] : [wanted];
	const defaults = [field.options?.defaultValue ?? []].flat().map(String);
	const last = followed(defaults, held, wanted);
	if (isEqual(last, defaults)) return stages.map((choices) => ({ choices }));
	if ((await fetchEngine(client, tableId)) !== 'v2') {
		return stages.map((choices) => ({ choices, defaults: followed(defaults, held, choices) }));
	}
	// v2 rejects choices without the current default, whatever the new default is.
	const meanwhile =
		field.type === 'multipleSelect' ? [] : [otherDefault(reader, field, held, wanted, last)];
	return [
		{ choices: held, defaults: meanwhile },
		...(between ? [{ choices: between }] : []),
		{ choices: wanted, defaults: last },
	];
}

/** An unchanged choice to use as the default until the real one has its new name. */
function otherDefault(
	reader: Reader,
	{ name, options }: Field,
	held: Choice[],
	wanted: Choice[],
	last: string[],
): string {
	const present = String(options?.defaultValue);
	if (last.length === 0) {
		throw reader.bad({
			label: 'Changes',
			problem: `removes '${present}', the default of '${name}', but this Teable server can't remove a default`,
			remedy: "Set another 'Default Choice' under 'Settings' with Field > Update first.",
		});
	}
	const staying = held.find((choice) =>
		wanted.some((one) => one.id === choice.id && one.name === choice.name),
	);
	if (staying) return staying.name;
	throw reader.bad({
		label: 'Changes',
		problem: `renames '${present}', the default of '${name}', and changes all other choices too. This Teable server needs one unchanged choice to do this`,
		remedy: 'Add a choice first, then make these changes in a second step.',
	});
}

function definitionOf(field: Field, { choices, defaults }: Step): FieldDefinition {
	const whole = wholeDefinition(field);
	const made = new Map(choicesOf(field).map(({ name, id }) => [name, id]));
	// Choices created by a previous step have an ID by now.
	const known = choices.map((choice) => ({ id: made.get(choice.name), ...choice }));
	const chosen = field.type === 'multipleSelect' ? defaults : defaults?.[0];
	return {
		...whole,
		options: {
			...whole.options,
			choices: known.map((choice) => omitBy(choice, isUndefined)),
			...(defaults && { defaultValue: defaults.length > 0 ? chosen : null }),
		},
	};
}

function inPart(error: Error): Error {
	error.message = `${sentence(error.message)} Some of the changes were already made. Check the choices in Teable before you run the node again.`;
	return withFate(error, 'unknown');
}
