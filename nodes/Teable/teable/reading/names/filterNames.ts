import { uniq, upperFirst } from 'lodash';

import type { Condition, FilterGroup, GivenFilter, NamingCondition } from '../../filter/filter';
import { isGroup, isNaming } from '../../filter/filter';
import type { Operator } from '../../filter/filterOperators';
import { takesList } from '../../filter/filterOperators';
import { badCondition, isReferenceId } from '../../filter/filterValue';
import type { TeableClient } from '../../http/client';
import type { Field, Table } from '../../schema/table';
import type { Candidates } from './candidates';
import type { Directory } from './references';
import { ambiguousName, entriesOf, fetchDirectories, textOf, unknownName } from './references';

/**
 * Replaces titles, names and email addresses of linked records and users in a filter with IDs, because Teable compares
 * only IDs: no record matches any other string. If several have the same name, all of them match.
 *
 * @param chosenBaseId the base that was chosen in the node, if any
 * @throws Error that names the column if nothing has that name, with the closest names, or if it cannot be looked up
 */
export async function withIds(
	client: TeableClient,
	table: Table,
	filter: GivenFilter,
	chosenBaseId: string | undefined,
): Promise<FilterGroup> {
	const given = namingIn(filter).map((condition) => ({
		field: condition.field,
		...valueOf(condition),
	}));
	// Many items can have the same filter.
	const key = JSON.stringify(given.map(({ field, value }) => [field.id, value]));
	const directories = await client.once(
		`names in ${table.id} ${key}`,
		async () => await fetchDirectories(client, table, given, chosenBaseId),
	);
	return await resolved(filter, directories);
}

const namingIn = ({ parts }: GivenFilter): NamingCondition[] =>
	parts.flatMap((part) => {
		if (isGroup(part)) return namingIn(part);
		return isNaming(part) ? [part] : [];
	});

const valueOf = ({ operator, named }: NamingCondition) => ({
	value: named,
	isSeveral: takesList(operator),
});

async function resolved(
	{ conjunction, parts }: GivenFilter,
	directories: Map<Field, Directory>,
): Promise<FilterGroup> {
	const done: FilterGroup['parts'] = [];
	for (const part of parts) {
		if (isGroup(part)) done.push(await resolved(part, directories));
		else done.push(isNaming(part) ? await resolve(part, directories.get(part.field)) : part);
	}
	return { conjunction, parts: done };
}

/** Operators that compare with one value, and the operators that compare with any of several. */
const ANY_OF: Partial<Record<Operator, Operator>> = { is: 'isAnyOf', isNot: 'isNoneOf' };

/** Operators for which every entry of a list must match, so that one name cannot stand for several. */
const EACH_COUNTS: Operator[] = ['hasAllOf', 'isExactly', 'isNotExactly'];

async function resolve(
	condition: NamingCondition,
	directory: Directory | undefined,
): Promise<Condition> {
	const { field, operator } = condition;
	const candidates = directory?.candidates;
	const isName = (text: string) => (candidates?.named(text) ?? []).length > 0;
	const entries = entriesOf(valueOf(condition), isName).map(textOf);
	if (!takesList(operator) && entries.length > 1) {
		throw misfit(condition, '. Use a single value.');
	}
	const found: string[][] = [];
	for (const text of entries) {
		found.push(
			isReferenceId(field, text) ? [text.trim()] : await lookUp(condition, text, candidates),
		);
	}
	const ids = uniq(found.flat());
	if (takesList(operator)) return { field, operator, value: ids };
	const anyOf = ANY_OF[operator];
	return ids.length > 1 && anyOf
		? { field, operator: anyOf, value: ids }
		: { field, operator, value: ids[0] };
}

/** The IDs that a string stands for. @throws Error if there are none, or too many */
async function lookUp(
	condition: NamingCondition,
	text: string,
	candidates: Candidates | undefined,
): Promise<string[]> {
	const { field, operator } = condition;
	if (!candidates) {
		throw misfit(
			condition,
			field.type === 'link'
				? '. Use the ID of a linked record (rec…), because this credential cannot read the linked table.'
				: '. Use the ID of a user (usr…), because this credential cannot read the users of the base.',
		);
	}
	const named = candidates.named(text);
	if (named.length === 0) {
		throw misfit(condition, `. ${upperFirst(await unknownName(field, text, candidates))}.`);
	}
	if (named.length > 1 && EACH_COUNTS.includes(operator)) {
		throw misfit(condition, `. ${ambiguousName(field, text, named)}.`);
	}
	return named.map(({ id }) => id);
}

const misfit = ({ field, operator, named }: NamingCondition, fault: string): Error =>
	badCondition(field, operator, named, fault);
