import { isEqual, isUndefined, omitBy } from 'lodash';

import type { Reader } from '../../../core/reader';
import { withFate } from '../../../fate';
import type { Choice } from '../../../fields/fieldTypes/choices';
import type { TeableClient } from '../../../teable/http/client';
import { sentence } from '../../../teable/http/explanations';
import { convertField, wholeDefinition } from '../../../teable/schema/fields/convertField';
import { fetchEngine } from '../../../teable/schema/engine';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import type { Field } from '../../../teable/schema/table';
import type { Step } from './steps';
import { choicesBetween, followed } from './steps';

/** The choices of a select field, in their order. */
export const choicesOf = ({ options }: Field): Choice[] => (options?.choices ?? []) as Choice[];

/**
 * Gives a select field the choices that are wanted, in as many steps as it takes for no cell to be lost, and gives
 * the field as it is then.
 *
 * @param wanted all of its choices; those without an ID are new ones
 * @throws NodeOperationError, before anything is sent, where the server cannot let the default follow
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
	// v2 refuses choices among which its present default is not, whatever the new one is.
	const meanwhile =
		field.type === 'multipleSelect' ? [] : [otherDefault(reader, field, held, wanted, last)];
	return [
		{ choices: held, defaults: meanwhile },
		...(between ? [{ choices: between }] : []),
		{ choices: wanted, defaults: last },
	];
}

/** A choice that stays as it is, to be the default until the real one has its new name. */
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
			problem: `removes '${present}', the default of '${name}', and this Teable server cannot leave the field without a default`,
			remedy: "Set another 'Default Choice' with Update first.",
		});
	}
	const staying = held.find((choice) =>
		wanted.some((one) => one.id === choice.id && one.name === choice.name),
	);
	if (staying) return staying.name;
	throw reader.bad({
		label: 'Changes',
		problem: `renames '${present}', the default of '${name}', and leaves no other choice as it is. This Teable server needs one that is the default meanwhile`,
		remedy: 'Add a choice first, and make these changes in a second step.',
	});
}

function definitionOf(field: Field, { choices, defaults }: Step): FieldDefinition {
	const whole = wholeDefinition(field);
	const made = new Map(choicesOf(field).map(({ name, id }) => [name, id]));
	// What a step before has made has got its ID by now.
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
	error.message = `${sentence(error.message)} Some of the changes had been made before: look at the choices in Teable before you run it again.`;
	return withFate(error, 'unknown');
}
