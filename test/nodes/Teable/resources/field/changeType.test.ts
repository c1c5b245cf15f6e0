import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { ToConvert } from '../../../../harness/data/conversions';
import {
	CONVERSIONS,
	madeToConvert,
	ofEngine,
	parametersFor,
} from '../../../../harness/data/conversions';
import type { TestTable } from '../../../../harness/table';
import { onEachEngine } from '../../../../harness/table';

const CONVERT = '/api/table/:tableId/field/:fieldId/convert';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('Field: Change Type', () => {
	onEachEngine((table) => {
		const engine = async () => {
			const { server, baseId } = table();
			if (server.version === '1.10.0') return '1.10.0';
			const { v2Status } = await server.ask('GET', `/base/${baseId}`);
			return (v2Status as IDataObject).useV2 === true ? 'v2' : 'old';
		};

		const target = (fieldId: string, more: INodeParameters, tableId = table().id) => ({
			...{ resource: 'field', operation: 'changeType', tableId: byId(tableId) },
			...{ fieldId: byId(fieldId), ...more },
		});

		const output = async (fieldId: string, more: INodeParameters, tableId?: string) =>
			(await table().server.output('changeType', target(fieldId, more, tableId)))[0];

		const failure = async (fieldId: string, more: INodeParameters, tableId?: string) =>
			await table().server.failure('changeType', target(fieldId, more, tableId));

		const made = async (name: string): Promise<ToConvert> => {
			const [, recorded] = CONVERSIONS.find(([label]) => label === name)!;
			return await madeToConvert(table().server, table().baseId, recorded);
		};

		/** Deletes a record while its field changes. */
		const deletedMeanwhile = async ({ tableId }: ToConvert, recordId: string) => {
			const { server } = table();
			server.sandbox.inject({ method: 'PUT', route: CONVERT, kind: 'delayAfter', delayMs: 300 });
			while (server.sandbox.count('PUT', CONVERT) === 0) await sleep(20);
			await sleep(100);
			await server.ask('DELETE', `/table/${tableId}/record/${recordId}`);
		};

		it.each(CONVERSIONS)('%s: lists the lost values', async (_label, recorded) => {
			const { server, baseId } = table();
			const own = await madeToConvert(server, baseId, recorded);
			const { conversion, fieldId, recordIds, tableId } = own;
			const before = await own.cells();
			const after = ofEngine(conversion.after, await engine());
			const lost = ofEngine(conversion.lost, await engine());

			const more = { ...parametersFor(conversion.to), ifLost: 'change' };
			const changed = await output(fieldId, more, tableId);
			expect(await own.cells()).toEqual(after);
			expect(changed).toMatchObject({
				type: conversion.to.type,
				valuesCompared: before.filter((cell) => cell !== null).length,
				valuesEmptied: lost.filter((index) => after[index] === null).length,
				valuesChanged: lost.filter((index) => after[index] !== null).length,
				lostValues: lost.map((index) => ({
					...{ recordId: recordIds[index], before: before[index], after: after[index] },
				})),
			});
		});

		it.each(CONVERSIONS.filter(([, { from }]) => from.type !== 'link'))(
			'%s: changes the field if nothing is lost, and else leaves all as it was',
			async (_label, recorded) => {
				const { server, baseId } = table();
				const own = await madeToConvert(server, baseId, recorded);
				const { conversion, fieldId, recordIds, tableId } = own;
				const before = await own.cells();
				const fieldBefore = await server.ask('GET', `/table/${tableId}/field/${fieldId}`);
				const lost = ofEngine(conversion.lost, await engine());
				const more = parametersFor(conversion.to);
				if (lost.length === 0) {
					expect(await output(fieldId, more, tableId)).toMatchObject({ lostValues: [] });
					return;
				}
				const message = await failure(fieldId, more, tableId);
				expect(message).toContain(`would lose ${lost.length} of `);
				for (const index of lost) expect(message).toContain(recordIds[index]);
				expect(message).toContain('The change was undone.');
				expect(message).toMatch(/ Nothing was changed\.$/);
				expect(await own.cells()).toEqual(before);
				expect(await server.ask('GET', `/table/${tableId}/field/${fieldId}`)).toEqual(fieldBefore);
			},
		);

		it('lists the first ten values, before and after', async () => {
			const rows = Array.from({ length: 12 }, (_, index) => ({ Name: `x${index}y` }));
			await table().fill(rows);
			const message = await failure(table().field('Name'), { type: 'number' });
			expect(message).toContain('would lose 12 of 12 values: rec');
			expect(message).toContain(
				(await engine()) === 'v2' ? "('x9y' becomes nothing)" : "('x9y' becomes '9')",
			);
			expect(message).toContain(' and 2 more.');
		});

		it('reads more records than fit on a page', async () => {
			const { server, id } = table();
			for (let part = 0; part < 3; part++) {
				await table().fill(Array.from({ length: 800 }, () => ({ Name: '7' })));
			}
			const [last] = await table().fill([{ Name: '1,5' }]);
			expect(await failure(table().field('Name'), { type: 'number' })).toContain(
				`would lose 1 of 2401 values: ${last} ('1,5' becomes `,
			);
			const field = await server.ask('GET', `/table/${id}/field/${table().field('Name')}`);
			expect(field.type).toBe('singleLineText');
		});

		it('keeps the choices and colors when a single select becomes a multiple select', async () => {
			await table().fill([{ Status: 'Todo' }]);
			const status = table().field('Status');
			const choices = await choicesOf(table(), status);
			await output(status, { type: 'multipleSelect' });
			expect(await choicesOf(table(), status)).toEqual(choices);
			expect(await table().rows()).toMatchObject([{ Status: ['Todo'] }]);
		});

		it('can be undone with the execution, and reverts only the change if it stops', async () => {
			const { server } = table();
			const run = { executionId: '9', items: [{ Name: '12', Email: '1,5' }] };
			const options = { canBeUndone: true };
			const create = { ...table().target('create', table().automatic()), options };
			await server.output('create', create, run);
			const stopped = target(table().field('Email'), { type: 'number', options });
			expect(await server.failure('changeType', stopped, run)).toContain('The change was undone.');
			expect(await table().rows()).toMatchObject([{ Name: '12', Email: '1,5' }]);
			const changed = target(table().field('Name'), { type: 'number', options });
			await server.output('changeType', changed, run);
			expect(await table().rows()).toMatchObject([{ Name: 12 }]);
			const undo = { ...table().target('undoExecution'), resource: 'table', executionId: '9' };
			expect(await server.output('undoExecution', undo)).toMatchObject([{ undone: 2 }]);
			expect(await table().rows()).toEqual([]);
		});

		it.each([
			['singleSelect', 'red', 'checkbox'],
			['singleSelect', 'a, b', 'multipleSelect'],
			['multipleSelect', ['red', 'a, b'], 'singleLineText'],
			['multipleSelect', ['red'], 'checkbox'],
		])(
			'leaves no extra choice in a %s that Teable adds when it reverts: %j as %s',
			async (from, cell, to) => {
				const { server, id } = table();
				const choices = ['red', 'a, b'].map((name) => ({ name }));
				const name = 'Chosen';
				const fieldId = await table().addField({ name, type: from, options: { choices } });
				await table().fill([{ [name]: cell }]);
				const held = async () => await server.ask('GET', `/table/${id}/field/${fieldId}`);
				const before = await held();
				expect(await failure(fieldId, { type: to })).toContain('The change was undone.');
				expect(await held()).toEqual(before);
				expect(await table().rows()).toMatchObject([{ [name]: cell }]);
			},
		);

		it('writes the values again if Teable cannot restore them because a record was deleted', async () => {
			const own = await made('choice to choices');
			const [first] = own.recordIds;
			const before = (await own.cells()).slice(1);
			const change = { type: 'multipleSelect', choices: { choice: [{ name: 'red' }] } };
			const deleting = deletedMeanwhile(own, first);
			expect(await failure(own.fieldId, change, own.tableId)).toContain('The change was undone.');
			await deleting;
			expect((await own.cells()).slice(1)).toEqual(before);
		});

		it('lists the values that Teable accepts neither when reverting nor when writing again', async () => {
			const own = await made('text to number');
			const [first] = own.recordIds;
			const deleting = deletedMeanwhile(own, first);
			table().server.sandbox.inject({
				...{ method: 'PATCH', route: '/api/table/:tableId/record' },
				...{ kind: 'status', status: 403, times: 99 },
			});
			const message = await failure(own.fieldId, { type: 'number' }, own.tableId);
			await deleting;
			if ((await engine()) !== 'v2') return expect(message).toContain('The change was undone.');
			expect(message).toContain("7 values of 'Cell' could not be restored: rec");
			expect(message).toContain("('abc' becomes nothing)");
			expect(message).not.toContain('Nothing was changed');
		});

		it('says so if Teable does not revert the change', async () => {
			const own = await made('text to number');
			table().server.sandbox.inject({
				...{ method: 'POST', route: '/api/table/:tableId/undo-redo/undo' },
				...{ kind: 'status', status: 403 },
			});
			const message = await failure(own.fieldId, { type: 'number' }, own.tableId);
			expect(message).toContain("Teable didn't undo the change: ");
			expect(message).not.toContain('Nothing was changed');
			expect(await own.cells()).toContain(12);
		});

		it.each<[string, string, INodeParameters, string]>([
			['the current type', 'Amount', { type: 'number' }, "but 'Amount' already has this type"],
			[
				'a type that a primary field cannot have',
				'Name',
				{ type: 'checkbox' },
				"doesn't allow for the primary field",
			],
			['a link', 'Companies', { type: 'singleLineText' }, 'may not be able to restore'],
			['a calculated field', 'Double', { type: 'number' }, 'may not be able to restore'],
			[
				'a formula of the field itself',
				'Amount',
				{ type: 'formula', formula: '{Amount} * 2' },
				'refers to the field',
			],
			[
				'values that a formula would replace',
				'Amount',
				{ type: 'formula', formula: 'LEN({Name})' },
				"'Amount' has one value, which Teable would replace with calculated ones",
			],
		])('refuses %s before anything is sent', async (_what, name, more, message) => {
			await table().fill([{ Name: 'a', Amount: 1 }]);
			expect(await failure(table().field(name), more)).toContain(message);
			expect(table().server.sandbox.count('PUT', CONVERT)).toBe(0);
		});

		it('refuses a type that cannot be unique for a unique field', async () => {
			const code = await table().addField({ name: 'Code', type: 'singleLineText', unique: true });
			expect(await failure(code, { type: 'rating' })).toContain("can't have 'Unique'");
			expect(await output(code, { type: 'number' })).toMatchObject({ unique: true });
		});
	});
});

const choicesOf = async ({ server, id }: TestTable, fieldId: string) =>
	((await server.ask('GET', `/table/${id}/field/${fieldId}`)).options as IDataObject).choices;
