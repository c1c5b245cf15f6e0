import { isEmpty } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { settingsField } from '../../fields/fieldTypes/settings';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { readChanged, readField } from '../../teable/schema/fields/convertField';
import { fieldOutput } from '../../teable/schema/fields/fieldOutput';
import type { Field } from '../../teable/schema/table';
import {
	chosenTexts,
	clearDescriptionOption,
	newDescriptionField,
	newNameField,
	nothingToChange,
} from '../newTexts';
import type { Change } from '../oneByOne';
import { changeOneByOne } from '../oneByOne';
import { defineOperation } from '../operation';
import { oneFieldFields, readChosenField } from './shared/fields';
import { checkNameFree } from './shared/names';
import { changeSettings } from './updating/changeSettings';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update field',
	description:
		"Change the name, description or settings of a field. Values in records stay unchanged. To change choices or the type, use 'Change Choices' or 'Change Type'.",
	properties: [
		...oneFieldFields,
		newNameField('Net amount'),
		newDescriptionField('Without tax'),
		settingsField,
	],
	options: [clearDescriptionOption('field')],
	async each(context) {
		const { client, param } = context;
		const texts = chosenTexts(param);
		const settings = param.collection('settings', 'Settings');
		const hasSettings = !isEmpty(settings.toJSON());
		if (!hasSettings && isEmpty(texts)) throw nothingToChange(param);
		const { table, field } = await readChosenField(context);
		if (texts.name !== undefined) {
			checkNameFree(param, 'New Name', table, texts.name, field);
		}
		let changed = field;
		const changes: Change[] = [];
		if (hasSettings) {
			changes.push({
				what: 'settings',
				make: async () => {
					changed = await changeSettings(context, settings, table, field);
				},
			});
		}
		if (!isEmpty(texts)) {
			changes.push({
				what: Object.keys(texts).join(', '),
				make: async () => {
					changed = await setTexts(client, table.id, field.id, texts);
				},
			});
		}
		await changeOneByOne(changes);
		return fieldOutput(changed);
	},
});

/** The route for the name accepts other options too and answers 200, but ignores them. Not undoable: not every engine undoes a rename. */
async function setTexts(
	client: TeableClient,
	tableId: string,
	id: string,
	texts: IDataObject,
): Promise<Field> {
	const isHeld = (field: Field) =>
		Object.entries(texts).every(([key, text]) => (field[key] ?? '') === (text ?? ''));
	await client.patch<Field | string>(path`/table/${tableId}/field/${id}`, texts, {
		// 1.10 and the old engine answer with nothing.
		fits: (answer) => isEmptyAnswer(answer) || (answer as Field).id === id,
		look: async () => (isHeld(await readField(client, tableId, id)) ? '' : undefined),
	});
	return await readChanged(client, tableId, id);
}
