import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import { withFate } from '../../fate';
import { wantsUndo } from '../../fields/canBeUndone';
import { typeDefinition, typeProperties } from '../../fields/fieldTypes';
import { sentence } from '../../teable/http/explanations';
import { convertField } from '../../teable/schema/fields/convertField';
import { fieldOutput } from '../../teable/schema/fields/fieldOutput';
import { withFieldIds } from '../../teable/schema/fields/fieldReferences';
import { defineOperation } from '../operation';
import type { Loss } from './changing/losses';
import { countOf, listOf, lossesOf, readCells, valuesIn } from './changing/losses';
import { checkSource, checkTarget, isCalculated, wholeTarget } from './changing/newType';
import { takeBack } from './changing/takeBack';
import { oneFieldFields, readChosenField } from './shared/fields';

const ifLost: INodeProperties = {
	displayName: 'If Values Would Be Lost',
	name: 'ifLost',
	type: 'options',
	options: [
		{
			name: 'Change Anyway',
			value: 'change',
			description: 'Change the type. The output lists the values that were lost.',
		},
		{
			name: 'Stop',
			value: 'stop',
			description: 'Undo the change. The error lists the values that would be lost.',
		},
	],
	default: 'stop',
	description:
		"What to do if values would be emptied or altered, e.g. 'abc' or '1,5' in a number field. Teable does this without a warning.",
};

export const changeType = defineOperation({
	name: 'Change Type',
	value: 'changeType',
	action: 'Change field type',
	description:
		'Change the type of a field. All values are compared before and after, and the change is undone if any would be lost.',
	properties: [...oneFieldFields, ...typeProperties, ifLost],
	undoable: true,
	async each(context) {
		const { client, param } = context;
		const definition = typeDefinition(param);
		const policy = param.choice(ifLost.name, ['change', 'stop'], undefined, ifLost.displayName);
		const stops = policy === 'stop';
		const { table, field } = await readChosenField(context);
		checkTarget(param, field, definition);
		if (stops) checkSource(param, field);
		const target = wholeTarget(field, await withFieldIds(client, table, definition));
		if (String(target.options?.expression).includes(`{${field.id}}`)) {
			throw param.bad({
				label: 'Formula',
				problem: `refers to the field '${field.name}' itself`,
				remedy: 'Create a new field for the formula.',
			});
		}

		const before = await readCells(client, table, field);
		const values = valuesIn(before);
		if (stops && isCalculated(definition) && values > 0) {
			throw param.failure(
				`'${field.name}' has ${countOf(values)}, which Teable would replace with calculated ones`,
				GO_ON,
			);
		}
		const own = client.inWindow(windowOf(field.id));
		const changing = stops && !wantsUndo(context) ? own : client;
		const changed = await convertField(changing, table.id, field, target);

		const after = await attemptAsync(async () => await readCells(client, table, field));
		if (after instanceof Error) {
			const problem = `The type was changed, but reading the values of '${field.name}' afterwards failed`;
			const why = sentence(after.message);
			if (!stops) throw withFate(param.failure(problem, why), 'written');
			return await takenBack(problem, why, 'Run the node again.');
		}
		const losses = lossesOf(field, before, changed, after);
		if (stops && losses.length > 0) {
			return await takenBack(
				`With this type, '${field.name}' would lose ${losses.length} of ${countOf(values)}: ${listOf(losses)}`,
				'',
				GO_ON,
			);
		}
		return { ...fieldOutput(changed), ...comparison(values, losses) };

		async function takenBack(problem: string, why: string, remedy: string): Promise<never> {
			const within = { ...context, client: own };
			const taken = await takeBack(within, changing, table, field, before);
			const rest = `${why} ${taken.sentence} ${remedy}`.trim();
			throw withFate(param.failure(problem, rest), taken.fate);
		}
	},
});

const GO_ON = "Correct the values first, or set 'If Values Would Be Lost' to Change Anyway.";

/** Unique for each change, so that undo finds nothing else. */
const windowOf = (fieldId: string): string =>
	`n8n-${fieldId}-${Date.now()}-${Math.random().toString(36).slice(2)}`;

/** The most lost values to list. */
const MOST_LISTED = 100;

const comparison = (values: number, losses: Loss[]): IDataObject => {
	const emptied = losses.filter(({ after }) => after === null).length;
	return {
		valuesCompared: values,
		valuesEmptied: emptied,
		valuesChanged: losses.length - emptied,
		lostValues: losses.slice(0, MOST_LISTED).map((loss) => ({ ...loss })),
	};
};
