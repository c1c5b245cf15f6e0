import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { catalogue } from '../../../nodes/Teable/resources';
import { fileInMemory } from '../../harness/files';
import type { NodeOutput } from '../../harness/engine';
import { ODD_NAMES, inherited } from '../../harness/data/oddNames';
import { named } from '../../../nodes/Teable/values/named';
import type { TestTable } from '../../harness/table';
import { onEachEngine } from '../../harness/table';

const choices = ODD_NAMES.map((name) => ({ name }));

const workflow = { id: 'wflAAAAAAAAAAAAAAAA', name: 'Send offer', isActive: true };

/** A number column for each name, and one of each other type that an operation needs. */
const COLUMNS: IDataObject[] = [
	...ODD_NAMES.map((name, index) => ({ name, type: 'number', dbFieldName: `odd_${index}` })),
	{ name: 'isPrototypeOf', type: 'singleSelect', options: { choices } },
	{ name: 'propertyIsEnumerable', type: 'attachment' },
	{ name: '__lookupGetter__', type: 'button', options: { label: 'Go', color: 'teal', workflow } },
];

/** A value for each name. An object from entries keeps `__proto__` as its own property. */
const valued = <T>(value: (name: string, index: number) => T): Record<string, T> =>
	Object.fromEntries(ODD_NAMES.map((name, index) => [name, value(name, index)]));

const NUMBERS = valued((_name, index) => index + 1);

/** File names. n8n itself doesn't allow spaces around them. */
const UNPADDED = ODD_NAMES.filter((name) => name === name.trim());

const at = (value: string) => ({ __rl: true, mode: 'id', value });

describe('columns and choices may have names that every JavaScript object has', () => {
	onEachEngine(
		(table) => {
			let recordId: string;
			let before: unknown[];

			beforeEach(async () => {
				const fields = Object.fromEntries([
					[table().field('Name'), 'Nathan'],
					[table().field('isPrototypeOf'), '__proto__'],
					...ODD_NAMES.map((name) => [table().field(name), NUMBERS[name]]),
				]);
				const { records } = (await table().server.ask('POST', `/table/${table().id}/record`, {
					fieldKeyType: 'id',
					records: [{ fields }],
				})) as unknown as { records: Array<{ id: string }> };
				recordId = records[0].id;
				before = inherited();
			});

			afterEach(() => expect(inherited()).toEqual(before));

			const run = async (
				operation: string,
				parameters: INodeParameters = {},
				items?: IDataObject[],
			): Promise<IDataObject[]> => {
				const output = await table().run(
					operation,
					{ recordId: at(recordId), ...parameters },
					{ items, binary: [valued((name) => fileInMemory(name, name, 'text/plain'))] },
				);
				expect(output.error?.message).toBeUndefined();
				return output.items.map(({ json }) => json);
			};

			/** What the server stores under each name. */
			const held = async (id: string) => {
				const { fields } = (await table().server.ask(
					'GET',
					`/table/${table().id}/record/${id}?fieldKeyType=id`,
				)) as { fields: IDataObject };
				return valued((name) => fields[table().field(name)]);
			};

			const expectNumbers = (item: IDataObject, numbers: IDataObject = NUMBERS) =>
				expect(Object.entries(item)).toEqual(expect.arrayContaining(Object.entries(numbers)));

			/** What to run and expect for each operation on records. A new one needs an entry. */
			const RECORD: Record<string, () => Promise<void>> = {
				async aggregate() {
					const figure = ODD_NAMES.map((name) => ({ fieldId: name, function: 'sum' }));
					const [{ values }] = await run('aggregate', { figures: { figure } });
					expectNumbers(
						values as IDataObject,
						valued((name) => ({ sum: NUMBERS[name] })),
					);
					const groupBy = [table().field('__proto__'), table().field('isPrototypeOf')];
					const [grouped] = await run('aggregate', { figures: { figure }, groupBy });
					expectNumbers(
						grouped.values as IDataObject,
						valued((name) => ({ sum: NUMBERS[name] })),
					);
					expectNumbers(
						grouped.group as IDataObject,
						Object.fromEntries([
							['__proto__', 1],
							['isPrototypeOf', '__proto__'],
						]),
					);
				},
				async clickButton() {
					const [clicked] = await run('clickButton', { fieldId: at('__lookupGetter__') });
					expect(clicked).toMatchObject({ field: '__lookupGetter__', count: 1 });
				},
				async count() {
					for (const name of ODD_NAMES) {
						const condition = [{ fieldId: name, operator: 'is', value: NUMBERS[name] }];
						const filter = { filterBy: 'conditions', conditions: { condition } };
						expect(await run('count', filter)).toEqual([{ count: 1 }]);
					}
				},
				async create() {
					const [mapped] = await run('create', table().columns(NUMBERS));
					expectNumbers(mapped);
					expect(await held(String(mapped.id))).toEqual(NUMBERS);
					const [automatic] = await run('create', table().automatic(), [NUMBERS]);
					expectNumbers(automatic);
					expect(await held(String(automatic.id))).toEqual(NUMBERS);
				},
				async delete() {
					const deleted = { id: recordId, deleted: true };
					const column = ODD_NAMES.map((fieldId) => ({ fieldId, value: NUMBERS[fieldId] }));
					const byColumns = { findBy: 'columns', columnsToMatch: { column } };
					expect(await run('delete', byColumns)).toEqual([deleted]);
				},
				async downloadAttachments() {
					await RECORD.uploadAttachment();
					const [{ attachments }] = await run('downloadAttachments', { prefix: '__proto__' });
					expect((attachments as IDataObject[]).map(({ name }) => name)).toEqual(UNPADDED);
				},
				async duplicate() {
					const [copy] = await run('duplicate');
					expectNumbers(copy);
				},
				async get() {
					const [record] = await run('get');
					expectNumbers(record);
					const [nested] = await run('get', { options: { outputFormat: 'nested' } });
					expectNumbers(nested.fields as IDataObject);
				},
				async getAll() {
					const [record] = await run('getAll', {
						sort: { field: ODD_NAMES.map((fieldId) => ({ fieldId })) },
						options: { fieldsToReturn: ODD_NAMES },
					});
					expectNumbers(record);
					for (const name of ODD_NAMES) {
						const [one] = await run('getAll', { options: { fieldsToReturn: [name] } });
						expect(Object.entries(one)).toEqual([
							['id', recordId],
							[name, NUMBERS[name]],
						]);
					}
				},
				async getHistory() {
					await RECORD.update();
					const changes = await run('getHistory', {
						returnAll: true,
						options: { changedFields: ODD_NAMES },
					});
					const named = changes.map(({ field, after }) => [field, after]);
					expect(named).toEqual(
						expect.arrayContaining(ODD_NAMES.map((name) => [name, -Number(NUMBERS[name])])),
					);
				},
				async ifExists() {
					const column = ODD_NAMES.map((fieldId) => ({ fieldId, value: NUMBERS[fieldId] }));
					const found = await run('ifExists', { columnsToMatch: { column } }, [NUMBERS]);
					expect(found).toEqual([NUMBERS]);
				},
				async ifNotExists() {
					const column = ODD_NAMES.map((fieldId) => ({ fieldId, value: NUMBERS[fieldId] + 1 }));
					const items = [{ id: recordId }];
					expect(await run('ifNotExists', { columnsToMatch: { column } }, items)).toEqual(items);
				},
				async update() {
					const changed = valued((name) => -NUMBERS[name]);
					const values = Object.fromEntries([['id', recordId], ...Object.entries(changed)]);
					const [updated] = await run('update', table().columns(values, ['id']));
					expectNumbers(updated, changed);
					expect(await held(recordId)).toEqual(changed);
					const condition = ODD_NAMES.map((fieldId) => ({
						...{ fieldId, operator: 'is', value: changed[fieldId] },
					}));
					const byFilter = { findBy: 'filter', conditions: { condition } };
					const [again] = await run('update', { ...byFilter, ...table().columns(NUMBERS) });
					expectNumbers(again);
				},
				async uploadAttachment() {
					const files = { fieldId: at('propertyIsEnumerable'), filesFrom: 'binary' };
					const [record] = await run('uploadAttachment', { ...files, binaryFields: UNPADDED });
					const uploaded = named(record, 'propertyIsEnumerable') as IDataObject[];
					expect(uploaded.map(({ name }) => name)).toEqual(UNPADDED);
				},
				async upsert() {
					for (const name of ODD_NAMES) {
						const match = [...new Set([name, 'toString'])];
						const [updated] = await run('upsert', table().automatic(match), [NUMBERS]);
						expect(updated).toMatchObject({ id: recordId, action: 'unchanged' });
						expectNumbers(updated);
					}
				},
			};

			const operations = catalogue.find(({ value }) => value === 'record')?.operations ?? [];

			it.each(operations)('$name keeps each under its name', async ({ value }) => {
				expect(Object.keys(RECORD)).toContain(value);
				await RECORD[value]();
			});

			it('are cleared alone, even if another name differs only in spaces', async () => {
				for (const [index, name] of ODD_NAMES.entries()) {
					await run('update', {
						...table().columns({ id: recordId, Name: 'Nathan' }, ['id']),
						options: { columnsToClear: [name] },
					});
					const cells = await held(recordId);
					expect(Object.keys(cells).filter((other) => cells[other] === undefined)).toEqual(
						ODD_NAMES.slice(0, index + 1),
					);
				}
			});

			it('are refused as operators, functions and binary fields that do not exist', async () => {
				for (const name of ['__proto__', 'constructor', 'toString']) {
					const condition = [{ fieldId: name, operator: name, value: 1 }];
					expect(await failureOf('count', filterOf(condition))).toContain(
						`uses the operator '${name}'`,
					);
					const figure = [{ fieldId: name, function: name }];
					expect(await failureOf('aggregate', { figures: { figure } })).toContain(`uses '${name}'`);
				}
				const filterJson =
					'{"conjunction":"and","filterSet":[{"fieldId":"Name","operator":"isNotEmpty","value":null}],"__proto__":{}}';
				expect(await failureOf('count', { filterBy: 'json', filterJson })).toContain(
					"a group with '__proto__'",
				);
				const fieldId = at('propertyIsEnumerable');
				const files = { fieldId, filesFrom: 'binary', binaryFields: 'isPrototypeOf' };
				expect(await failureOf('uploadAttachment', files)).toContain(
					"no binary field 'isPrototypeOf'",
				);
			});

			const filterOf = (condition: INodeParameters[]): INodeParameters => ({
				filterBy: 'conditions',
				conditions: { condition },
			});

			const failureOf = async (operation: string, parameters: INodeParameters) =>
				(await ran(table(), operation, { recordId: at(recordId), ...parameters })).error?.message;
		},
		undefined,
		COLUMNS,
	);
});

const ran = async (
	table: TestTable,
	operation: string,
	parameters: INodeParameters,
): Promise<NodeOutput> =>
	await table.run(operation, parameters, {
		binary: [{ data: fileInMemory('Hello', 'hello.txt', 'text/plain') }],
	});
