import { partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../http/client';
import { allowed } from '../../http/errors';
import type { TeableRecord } from '../../http/types';
import { isTeableId } from '../../schema/id';
import type { Field, Table } from '../../schema/table';
import { fetchTable } from '../../schema/table';
import type { Candidate } from './candidates';
import { Candidates } from './candidates';
import { filtersFor, isFewerThanAllPages } from './lookups';
import { LARGEST_PAGE } from '../pages/pageReader';
import { IDS_PER_REQUEST, fetchByIds, fetchRecords } from '../pages/pages';
import type { Selection } from '../pages/recordQuery';

/** The types of fields whose values are used as titles unchanged, so that they can be looked up directly. */
const PLAIN = new Set(['singleLineText', 'longText']);

/** The linked table. */
export interface LinkedTable {
	table: Table;
	/** The field with the titles of its records. */
	titleField: Field;
	records: Candidates;
}

/**
 * Looks up records of the linked table in few requests: by title and ID, or by reading the titles of the whole table if
 * that takes fewer, or if titles differ from the values (numbers and dates are formatted by their field).
 *
 * @param texts titles and IDs, including ones that may not exist
 * @returns undefined if the credential cannot read the linked table
 */
export async function fetchLinked(
	client: TeableClient,
	link: Field,
	texts: string[],
): Promise<LinkedTable | undefined> {
	return await allowed(find(client, link, texts));
}

async function find(client: TeableClient, link: Field, texts: string[]): Promise<LinkedTable> {
	const table = await fetchTable(client, String(link.options?.foreignTableId));
	const titleField =
		table.find(String(link.options?.lookupFieldId)) ??
		table.fields.find(({ isPrimary }) => isPrimary) ??
		table.fields[0];
	const found = await lookUp(client, table, titleField, texts);
	const examples = async () => await readTitles(client, table, titleField, {}, LARGEST_PAGE);
	return { table, titleField, records: new Candidates(found, examples) };
}

async function lookUp(
	client: TeableClient,
	table: Table,
	titleField: Field,
	texts: string[],
): Promise<Candidate[]> {
	const [ids, titles] = partition(texts, (text) => isTeableId('rec', text));
	const lookups =
		PLAIN.has(titleField.type) || titles.length === 0 ? filtersFor(titleField, titles) : undefined;
	const requests = (lookups?.length ?? 0) + Math.ceil(ids.length / IDS_PER_REQUEST);
	if (!lookups || !(await isFewerThanAllPages(client, table, requests))) {
		return await readTitles(client, table, titleField, {});
	}
	const [byId, ...byTitle] = await Promise.all([
		fetchByIds(client, table, { projection: [titleField], asText: true }, ids, (record) =>
			candidateOf(titleField, record),
		),
		...lookups.map(async (filter) => await readTitles(client, table, titleField, { filter })),
	]);
	return [...byId.values(), ...byTitle.flat()];
}

/** The titles of records. For numbers also the plain value, because `5` may have the title `5.00`. */
async function readTitles(
	client: TeableClient,
	table: Table,
	titleField: Field,
	selection: Selection,
	limit?: number,
): Promise<Candidate[]> {
	const query = { ...selection, projection: [titleField], comparedAgain: true };
	const shown = await fetchRecords(client, table, { ...query, asText: true }, limit, (record) =>
		candidateOf(titleField, record),
	);
	if (titleField.cellValueType !== 'number') return shown;
	const bare = new Map(
		await fetchRecords(client, table, query, limit, ({ id, fields }): [string, unknown] => [
			id,
			fields[titleField.id],
		]),
	);
	return shown.map((candidate) => ({
		...candidate,
		otherNames: [String(bare.get(candidate.id) ?? '')],
	}));
}

const candidateOf = (titleField: Field, { id, fields }: { id: string; fields: IDataObject }) => ({
	id,
	title: String(fields[titleField.id] ?? ''),
});

/**
 * The linked records with these IDs, in few requests: 200 per request, or the whole table in pages of 1,000 if that takes
 * fewer.
 *
 * @param projection the fields to return
 * @returns the existing ones, by ID
 */
export async function fetchLinkedRecords(
	client: TeableClient,
	table: Table,
	projection: Field[],
	ids: string[],
): Promise<Map<string, TeableRecord>> {
	if (await isFewerThanAllPages(client, table, Math.ceil(ids.length / IDS_PER_REQUEST))) {
		return await fetchByIds(client, table, { projection }, ids, (record) => record);
	}
	const wanted = new Set(ids);
	const found = new Map<string, TeableRecord>();
	await fetchRecords(client, table, { projection }, undefined, (record) => {
		if (wanted.has(record.id)) found.set(record.id, record);
	});
	return found;
}
