import type { GenericValue, IDataObject } from 'n8n-workflow';

import { REMAINING_COLUMNS } from '../../../../../harness/data/everyColumn';
import { fileInMemory } from '../../../../../harness/files';
import { onEachEngine } from '../../../../../harness/table';

type Case = [column: string, value: GenericValue | IDataObject, accepted: string];

const FILES =
	"names of the item's binary fields ('data'), URLs that start with https:// or http://";

const CASES: Case[] = [
	['Amount', 'ten', 'a number, e.g. 12.5'],
	['Amount', '12,5', 'a number, e.g. 12.5'],
	['Status', 'Nope', "one of 'Todo', 'Done'"],
	['Status', ['Todo'], 'the name of one choice'],
	['Tags', 'A, C', "any of 'A', 'B', but not 'C'"],
	['Tags', { a: 1 }, 'a list of choices'],
	['None', 'x', 'only choices, and has none yet. Add some with Field > Change Choices'],
	['Many', 'x', "'Choice 30' and 70 more."],
	['Due', '31.12.2026', 'a date such as 2026-01-31'],
	['Paid', 'maybe', 'true or false'],
	['Stars', 9, 'a whole number from 1 to 5.'],
	['Stars', 0, "0 to clear the cell if 'Empty Values' under 'Options' is Clear the Cell"],
	['Owner', 'Nobody', "no user 'Nobody'"],
	['Team', 'Nobody, Else', "no user 'Else'"],
	['Companies', 'Unknown', "no record 'Unknown'; it has, for example, 'Acme'"],
	['Companies', { title: 'Acme' }, 'the title of a record in the linked table'],
	['Files', 'scan', FILES],
	['Files', 'data, scan', FILES],
	['Files', 'www.example.com/a.pdf', FILES],
	['Files', 7, "objects with 'url' and 'filename'"],
];

/** With 'Strict Types'. */
const STRICT_CASES: Case[] = [
	['Name', 5, 'text'],
	['Amount', '5', 'a number'],
	['Tags', 'A', 'a list of choices'],
	['Companies', 'Acme', "as an object with 'id'"],
	['Owner', 'demo', "as an object with 'id'"],
];

const WITHOUT_STRICT = "turn off 'Strict Types' under 'Options'";

describe('A wrong value', () => {
	onEachEngine(
		(table) => {
			beforeEach(async () => {
				const choices = Array.from({ length: 100 }, (_, index) => ({
					name: `Choice ${index + 1}`,
				}));
				await table().addField({ name: 'None', type: 'singleSelect', options: { choices: [] } });
				await table().addField({ name: 'Many', type: 'singleSelect', options: { choices } });
				table().server.sandbox.resetRequests();
			});

			const refusal = async ([column, value]: Case, strict: boolean): Promise<string> => {
				const parameters = { ...table().automatic(), options: { strict } };
				const { error } = await table().run('create', parameters, {
					items: [{ [column]: value }],
					binary: [{ data: fileInMemory('a note', 'note.txt', 'text/plain') }],
				});
				return String(error?.message);
			};

			it('is refused with its column and what the column accepts, before anything is written', async () => {
				for (const wrong of CASES) {
					const [column, , accepted] = wrong;
					const message = await refusal(wrong, false);
					expect(message).toContain(`'${column}'`);
					expect(message).toContain(accepted);
					expect(message).not.toContain(WITHOUT_STRICT);
				}
				const changed = table().server.sandbox.requests.filter(({ method }) => method !== 'GET');
				expect(changed).toEqual([]);
			});

			it("is reported as wrong only for 'Strict Types' if it is valid without", async () => {
				for (const wrong of STRICT_CASES) {
					const message = await refusal(wrong, true);
					expect(message).toContain(wrong[2]);
					expect(message).toContain(WITHOUT_STRICT);
				}
				expect(await refusal(['Stars', 9, ''], true)).not.toContain(WITHOUT_STRICT);
			});
		},
		undefined,
		REMAINING_COLUMNS,
	);
});
