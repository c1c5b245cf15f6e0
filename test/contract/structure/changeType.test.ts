import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	CONVERSIONS,
	madeToConvert,
	ofEngine,
	parametersFor,
} from '../../harness/data/conversions';
import { onContractServers } from '../server';

describe('Teable contract: changing the type of a field', () => {
	onContractServers((server) => {
		const byId = (value: string) => ({ __rl: true, mode: 'id', value });

		const change = async (tableId: string, fieldId: string, more: INodeParameters) =>
			await server().run(
				'changeType',
				{ resource: 'field', tableId: byId(tableId), fieldId: byId(fieldId), ...more },
				{ authentication: 'accessToken' },
			);

		it.each(CONVERSIONS)('%s: the lost values are listed', async (_label, recorded) => {
			const made = await madeToConvert(server(), server().baseId, recorded);
			const { conversion, fieldId, recordIds, tableId } = made;
			const more = { ...parametersFor(conversion.to), ifLost: 'change' };
			const { items, error } = await change(tableId, fieldId, more);
			expect(error?.message).toBeUndefined();
			expect(await made.cells()).toEqual(ofEngine(conversion.after, await server().engine()));
			const lost = items[0].json.lostValues as IDataObject[];
			expect(lost.map(({ recordId }) => recordIds.indexOf(String(recordId))).sort()).toEqual(
				ofEngine(conversion.lost, await server().engine()),
			);
		});

		it.each(CONVERSIONS.filter(([, { from }]) => from.type !== 'link'))(
			'%s: what would lose values is taken back to the last of them',
			async (_label, recorded) => {
				const made = await madeToConvert(server(), server().baseId, recorded);
				const { conversion, fieldId, tableId } = made;
				const before = await made.cells();
				const field = async () => await server().ask('GET', `/table/${tableId}/field/${fieldId}`);
				const fieldBefore = await field();
				const { items, error } = await change(tableId, fieldId, parametersFor(conversion.to));
				if (ofEngine(conversion.lost, await server().engine()).length === 0) {
					expect(items[0].json).toMatchObject({ lostValues: [], type: conversion.to.type });
					return;
				}
				expect(error?.message).toContain('The change was undone.');
				expect(await made.cells()).toEqual(before);
				expect(await field()).toEqual(fieldBefore);
			},
		);

		it('a choice that is missing in the new type comes back with its cells', async () => {
			const [, recorded] = CONVERSIONS.find(([label]) => label === 'choice to choices')!;
			const made = await madeToConvert(server(), server().baseId, recorded);
			const before = await made.cells();
			const more = { type: 'multipleSelect', choices: { choice: [{ name: 'red' }] } };
			const { error } = await change(made.tableId, made.fieldId, more);
			expect(error?.message).toContain('The change was undone.');
			expect(await made.cells()).toEqual(before);
		});

		it.each([
			['singleSelect', 'red', 'checkbox'],
			['singleSelect', 'a, b', 'multipleSelect'],
			['multipleSelect', ['red', 'a, b'], 'singleLineText'],
			['multipleSelect', ['red'], 'checkbox'],
		])('reverting leaves no extra choice in a %s: %j as %s', async (type, cell, to) => {
			const choices = ['red', 'a, b'].map((name) => ({ name }));
			const made = await madeToConvert(server(), server().baseId, {
				...{ label: `${type} to ${to}`, from: { type, options: { choices } }, to: { type: to } },
				...{ before: [cell], after: [], lost: [] },
			});
			const { fieldId, tableId } = made;
			const field = async () => await server().ask('GET', `/table/${tableId}/field/${fieldId}`);
			const fieldBefore = await field();
			const { error } = await change(tableId, fieldId, { type: to });
			expect(error?.message).toContain('The change was undone.');
			expect(await made.cells()).toEqual([cell]);
			expect(await field()).toEqual(fieldBefore);
		});

		it('compares more values than fit on a page', async () => {
			const [, recorded] = CONVERSIONS[0];
			const { fieldId, tableId } = await madeToConvert(server(), server().baseId, {
				...recorded,
				before: ['1'],
			});
			const records = Array.from({ length: 1000 }, () => ({ fields: { [fieldId]: '7' } }));
			for (let part = 0; part < 3; part++) {
				await server().ask('POST', `/table/${tableId}/record`, { fieldKeyType: 'id', records });
			}
			const { items } = await change(tableId, fieldId, { type: 'number' });
			expect(items[0].json).toMatchObject({ valuesCompared: 3001, lostValues: [] });
		}, 120_000);
	});
});
