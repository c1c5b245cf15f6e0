/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, and read their fixtures from files */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Server } from '../table';

type Engine = '1.10.0' | 'old' | 'v2';

type OfEach<T> = T | Record<Engine, T>;

/** What recorded servers do to cells when their field gets another type. */
export interface Conversion {
	label: string;
	from: IDataObject;
	to: IDataObject & { type: string; options?: IDataObject };
	before: unknown[];
	/** As the server returns them; null for an empty one. */
	after: OfEach<unknown[]>;
	/** The positions of those whose value has changed. */
	lost: OfEach<number[]>;
}

export const CONVERSIONS = readFileSync(join(__dirname, '../../fixtures/conversions.jsonl'), 'utf8')
	.trim()
	.split('\n')
	.map((line) => JSON.parse(line) as Conversion)
	.map((conversion) => [conversion.label, conversion] as const);

export const ofEngine = <T>(each: OfEach<T>, engine: Engine): T =>
	Array.isArray(each) ? each : (each as Record<Engine, T>)[engine];

/** A table with a field to convert. */
export interface ToConvert {
	tableId: string;
	fieldId: string;
	recordIds: string[];
	/** With the IDs of the linked table and its records. */
	conversion: Conversion;
	/** What the cells hold, null for an empty one. */
	cells(): Promise<unknown[]>;
}

/** Creates a table with the field and the cells at the beginning of a conversion. */
export async function madeToConvert(
	server: Server,
	baseId: string,
	{ label, ...given }: Conversion,
): Promise<ToConvert> {
	const make = async (path: string, body: object) => (await server.ask('POST', path, body)) as Made;
	const foreign = await make(`/base/${baseId}/table`, {
		name: 'Foreign',
		fields: [{ name: 'Title', type: 'singleLineText' }],
		records: [{ fields: { Title: 'f1' } }, { fields: { Title: 'f2' } }],
	});
	const [f1, f2] = foreign.records.map(({ id }) => id);
	const ids: Record<string, string> = { foreign: foreign.id, f1, f2 };
	const text = JSON.stringify(given).replace(
		/\{(foreign|f1|f2)\}/g,
		(_, name: string) => ids[name],
	);
	const conversion = { label, ...(JSON.parse(text) as Omit<Conversion, 'label'>) };

	const name = `Table of ${label}`;
	const fields = [{ name: 'No', type: 'singleLineText' }];
	const { id: tableId } = await make(`/base/${baseId}/table`, { name, fields, records: [] });
	const field = await make(`/table/${tableId}/field`, { name: 'Cell', ...conversion.from });
	const records = conversion.before.map((cell, no) => ({
		fields: { No: `${no}`, ...(cell !== null && { Cell: cell }) },
	}));
	const made = await make(`/table/${tableId}/record`, { records });
	const recordIds = made.records.map(({ id }) => id);
	return {
		...{ tableId, fieldId: field.id, recordIds, conversion },
		async cells() {
			const now = (await server.ask('GET', `/table/${tableId}/record`)) as Made;
			const byId = new Map(now.records.map((record) => [record.id, record.fields.Cell ?? null]));
			return recordIds.map((id) => byId.get(id));
		},
	};
}

interface Made extends IDataObject {
	id: string;
	records: Array<{ id: string; fields: IDataObject }>;
}

/** What the panel must contain for the field at the end of a conversion. */
export function parametersFor({ type, options = {} }: Conversion['to']): INodeParameters {
	const { formatting, choices, foreignTableId, relationship, max } = options as {
		formatting?: { time: string; timeZone: string };
		choices?: Array<{ name: string }>;
		foreignTableId?: string;
		relationship?: string;
		max?: number;
	};
	return {
		type,
		...(formatting && { timeFormat: formatting.time, timeZone: formatting.timeZone }),
		...(choices && { choices: { choice: choices } }),
		...(max !== undefined && { max }),
		...(foreignTableId !== undefined && {
			linkedTableId: { __rl: true, mode: 'id', value: foreignTableId },
			relationship,
		}),
	};
}
