import Table from 'cli-table3';
import type { IDataObject } from 'n8n-workflow';

const BORDER_AND_PADDING = 3;

/**
 * Formats items as a text table: one item with a line per field, several items with a line each. The secrets of Teable
 * tokens are masked.
 *
 * @param fields the fields to show; by default all, in the order in which they first occur
 * @param width the maximum width in characters
 */
export function formatItems(
	items: IDataObject[],
	{ fields = fieldsOf(items), width }: { fields?: string[]; width: number },
): string {
	const lines =
		items.length === 1
			? fields.map((field) => [field, formatValue(items[0][field])])
			: [fields, ...items.map((item) => fields.map((field) => formatValue(item[field])))];
	const table = new Table({
		...(items.length !== 1 && { head: lines.shift() }),
		colWidths: columnWidths(items.length === 1 ? lines : [fields, ...lines], width),
		wordWrap: true,
		style: { head: [], border: [], compact: true },
	});
	table.push(...lines);
	return table.toString();
}

/** Masks the secrets of Teable tokens in a text, and keeps the part that identifies them. */
export const maskTokens = (text: string): string =>
	text.replace(/(teable_acc[A-Za-z0-9]{16}_)[^\s"']+/g, '$1********');

const fieldsOf = (items: IDataObject[]) => [...new Set(items.flatMap((item) => Object.keys(item)))];

function formatValue(value: IDataObject[string]): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map((part) => formatValue(part as IDataObject)).join(', ');
	return maskTokens(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** As wide as the text, but the widest columns shrink until the table fits. */
function columnWidths(lines: string[][], width: number): number[] {
	const widths = lines[0].map((_, column) =>
		Math.max(...lines.map((line) => longestLine(line[column]))),
	);
	const room = width - 1 - widths.length * BORDER_AND_PADDING;
	const excess = () => widths.reduce((sum, each) => sum + each, 0) - room;
	while (excess() > 0 && Math.max(...widths) > 8) {
		widths[widths.indexOf(Math.max(...widths))] -= 1;
	}
	return widths.map((each) => each + BORDER_AND_PADDING - 1);
}

const longestLine = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
