/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox is a Node server, no part of the node */
import { cloneDeep, omit } from 'lodash';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../ids';
import { domainError } from '../records/cells/keys';
import type { Field, State, Table } from '../../state';
import { oneWay } from '../tables/duplicateTable';
import { engineOf, freeDbName } from './fields';
import { checkLengths } from '../lengths';
import { freeName } from '../names';

/** When 1.10.0 finishes copying the values, after it has answered. */
const COPIED_LATER_MS = 60;

/** Copies a field within its table. A link becomes one-way. @throws 500 on v2 for a link from one to many */
export function duplicateField(state: State, table: Table, source: Field, wanted: string): Field {
	const isV2 = engineOf(state, table) === 'v2';
	if (isV2 && source.type === 'link' && source.options.relationship === 'oneMany') {
		const column = `__fk_${String(source.options.symmetricFieldId ?? source.id)}`;
		const text = `Failed to update table schema: error: column "${column}" does not exist`;
		throw domainError(500, 'internal_server_error', text, 'infrastructure', ['infrastructure']);
	}
	const name = isV2 ? nameOnV2(wanted, table) : freeName(wanted, table.fields);
	if (isV2) checkLengths('field', { name });
	const copy: Field = oneWay({
		...omit(cloneDeep(source), ['isPrimary', 'description']),
		...{ id: newId('fld'), name, dbFieldName: freeDbName(name, table) },
	} as Field);
	table.fields.push(copy);
	for (const view of table.views) view.columnMeta[copy.id] = { order: table.fields.length - 1 };
	const copyCells = () => {
		for (const { cells } of table.records.values()) {
			if (cells[source.id] !== undefined) cells[copy.id] = cloneDeep(cells[source.id]);
		}
	};
	if (state.version === '1.10.0') {
		void sleep(COPIED_LATER_MS, undefined, { ref: false }).then(copyCells);
	} else copyCells();
	return copy;
}

/** v2 counts from 1: the second "Num" is "Num 1". */
function nameOnV2(wanted: string, { fields }: Table): string {
	const taken = new Set(fields.map(({ name }) => name));
	let name = wanted;
	for (let n = 1; taken.has(name); n++) name = `${wanted} ${n}`;
	return name;
}
