import type { BatchContext, ItemContext, Result } from '../../../core/operation';
import { Passage } from '../../../core/operation';
import { chosenTableId } from '../../../fields/locators/chosenIds';
import { tableFields } from '../../../fields/locators/tableLocators';
import type { TeableClient } from '../../../teable/http/client';
import { fetchTable } from '../../../teable/schema/table';
import { columnsToMatch, findByColumns, namesToMatch } from './byColumns';
import { findMatching } from './recordIds';
import { matchTextsOption } from './textRules';

/** What the two If operations have in common. @param passesOn whether an item is passed through */
export const byExistence = (passesOn: (exists: boolean) => boolean) => ({
	properties: [...tableFields, columnsToMatch],
	options: [matchTextsOption],
	readOnly: true,
	target: ({ param }: ItemContext<TeableClient>) =>
		JSON.stringify([chosenTableId(param), namesToMatch(param), param.options]),
	async batch(context: BatchContext<TeableClient>): Promise<Array<Result | Error>> {
		const table = await fetchTable(context.client, chosenTableId(context.items[0].param));
		const found = await findByColumns(context, table, findMatching, () => []);
		return found.map((ids) => {
			if (ids instanceof Error) return ids;
			const exists = ids.length > 0;
			return new Passage(passesOn(exists), { exists });
		});
	},
});
