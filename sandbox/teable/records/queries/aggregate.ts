import type { Field, TeableRecord } from '../../../state';
import type { CellContext } from '../cells/cells';
import { groupId, groupValues } from './groups';
import type { ResolvedSortKey } from './sort';
import { cellValue } from '../cells/values';

export interface Aggregation {
	fieldId: string;
	total: { value: unknown; aggFunc: string } | null;
	group?: Record<string, { value: unknown; aggFunc: string }>;
}

const isFilled = (value: unknown) => value !== undefined && value !== '';
const isChecked = (value: unknown) => value === true;
const numbersOf = (values: unknown[]) =>
	values.flat().filter((value): value is number => typeof value === 'number');

/** PostgreSQL's numeric, which Teable returns as text: "50", "33.333333333333333333". */
function share(part: number, all: number): string {
	const percent = all === 0 ? 0 : (part / all) * 100;
	return Number.isInteger(percent) ? String(percent) : percent.toFixed(18);
}

const FUNCTIONS: Record<string, (values: unknown[]) => unknown> = {
	count: (values) => values.length,
	empty: (values) => values.length - values.filter(isFilled).length,
	filled: (values) => values.filter(isFilled).length,
	unique: (values) => distinct(values).size,
	percentEmpty: (values) => share(values.length - values.filter(isFilled).length, values.length),
	percentFilled: (values) => share(values.filter(isFilled).length, values.length),
	percentUnique: (values) => share(distinct(values).size, values.length),
	checked: (values) => values.filter(isChecked).length,
	unChecked: (values) => values.length - values.filter(isChecked).length,
	percentChecked: (values) => share(values.filter(isChecked).length, values.length),
	percentUnChecked: (values) =>
		share(values.length - values.filter(isChecked).length, values.length),
	sum: (values) => numbersOf(values).reduce((sum, value) => sum + value, 0),
	average: (values) => {
		const numbers = numbersOf(values);
		return numbers.length === 0
			? null
			: numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
	},
	min: (values) => (numbersOf(values).length === 0 ? null : Math.min(...numbersOf(values))),
	max: (values) => (numbersOf(values).length === 0 ? null : Math.max(...numbersOf(values))),
	earliestDate: (values) => values.filter(isFilled).map(String).sort()[0] ?? null,
	latestDate: (values) => values.filter(isFilled).map(String).sort().at(-1) ?? null,
};

const distinct = (values: unknown[]) =>
	new Set(values.filter(isFilled).map((value) => JSON.stringify(value)));

/** Applies functions to columns: for all rows, and for each group if the rows are grouped. */
export function aggregate(
	context: CellContext,
	rows: TeableRecord[],
	wanted: Array<{ field: Field; aggFunc: string }>,
	groups: ResolvedSortKey[],
): Aggregation[] {
	const { state, table } = context;
	const byGroup = groupRows(context, rows, groups);
	return wanted
		.filter(({ aggFunc }) => aggFunc in FUNCTIONS)
		.map(({ field, aggFunc }) => {
			const result = (members: TeableRecord[]) => ({
				value: FUNCTIONS[aggFunc](members.map((record) => cellValue(state, table, record, field))),
				aggFunc,
			});
			return {
				fieldId: field.id,
				total: result(rows),
				...(groups.length > 0 && {
					group: Object.fromEntries([...byGroup].map(([id, members]) => [id, result(members)])),
				}),
			};
		});
}

/** The rows of each group, at every level. */
function groupRows(context: CellContext, rows: TeableRecord[], groups: ResolvedSortKey[]) {
	const byGroup = new Map<string, TeableRecord[]>();
	for (const record of rows) {
		const path = groupValues(context, record, groups).map((value) => JSON.stringify(value ?? null));
		for (let depth = 1; depth <= path.length; depth++) {
			const id = groupId(path.slice(0, depth));
			byGroup.set(id, [...(byGroup.get(id) ?? []), record]);
		}
	}
	return byGroup;
}
