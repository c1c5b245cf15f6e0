import { sleep } from 'n8n-workflow';

import { withFate } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { countRecords } from '../../../teable/reading/pages/pages';
import type { Field, Table } from '../../../teable/schema/table';
import { isWritable, readTable } from '../../../teable/schema/table';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** 1.10 copies 20,000 values in about six seconds, a thousand at a time. */
const PATIENCE_MS = 30_000;

/**
 * Waits until a copy has as many values as its original: 1.10 answers before it has copied any.
 *
 * @throws Error if no more values are copied for a while; the copy stays
 */
export async function waitForValues(
	client: TeableClient,
	table: Table,
	original: Field,
	copy: Field,
): Promise<void> {
	if (!isWritable(original)) return;
	try {
		const wanted = await countFilled(client, table, original);
		const known = await readTable(client, table.id);
		let copied = await countFilled(client, known, copy);
		let last = Date.now();
		for (
			let pause = FIRST_PAUSE_MS;
			copied < wanted;
			pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
		) {
			await sleep(pause);
			const now = await countFilled(client, known, copy);
			if (now > copied) last = Date.now();
			else if (Date.now() - last > PATIENCE_MS) throw notCopied(now, wanted);
			copied = now;
		}
	} catch (error) {
		throw madeWithout(copy, error as Error);
	}
}

const countFilled = async (client: TeableClient, table: Table, field: Field): Promise<number> =>
	await countRecords(client, table, {
		filter: {
			conjunction: 'and',
			parts: [
				field.type === 'checkbox'
					? { field, operator: 'is', value: true }
					: { field, operator: 'isNotEmpty', value: null },
			],
		},
	});

const notCopied = (copied: number, wanted: number): Error =>
	new Error(`Teable has copied only ${copied} of ${wanted} values so far.`);

function madeWithout({ name, id }: Field, error: Error): Error {
	error.message = `Field '${name}' (${id}) was created, but some of its values may still be missing: ${error.message}`;
	return withFate(error, 'written');
}
