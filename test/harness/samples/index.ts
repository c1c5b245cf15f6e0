import type {
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import type { TestServer } from '../server';
import { propertiesShown } from '../n8n/shown';
import type { TestTable } from '../table';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const workflow = { id: 'wflAAAAAAAAAAAAAAAA', name: 'Send offer', isActive: true };

/** The fields that a test table needs so that every operation can run on it. */
export const SAMPLE_FIELDS = [
	{ name: 'Files', type: 'attachment' },
	{ name: 'Send', type: 'button', options: { label: 'Go', color: 'teal', workflow } },
];

/** A value for every field that isn't a simple choice, by its name. */
export async function sampleValues(server: TestServer, table: TestTable): Promise<INodeParameters> {
	const [recordId] = await table.fill([
		{ Name: 'Nathan', Amount: 1 },
		{ Name: 'Nathan', Amount: 2 },
	]);
	const { id: commentId } = await server.ask('POST', `/comment/${table.id}/${recordId}/create`, {
		content: [{ type: 'p', children: [{ type: 'span', value: 'Checked' }] }],
	});
	const [space] = (await server.ask('GET', '/space')) as unknown as [{ id: string }];
	const { tokens } = server.sandbox;
	const conditions = [
		{ fieldId: 'Name', operator: 'is', value: 'Nathan' },
		{ fieldId: 'Due', operator: 'isBefore', mode: 'daysAgo', numberOfDays: 7 },
		{ fieldId: 'Due', operator: 'isDate', mode: 'exactDate', date: '2026-01-31', timeZone: 'UTC' },
		{ fieldId: 'Status', operator: 'isChoice', choice: 'Todo' },
		{ fieldId: 'Tags', operator: 'hasAnyOfChoices', choices: ['A', 'B'] },
		{ fieldId: 'Due', operator: 'isWithIn', period: 'pastNumberOfDays', numberOfDays: 7 },
	];
	return {
		accessTokenId: byId(tokens.oneBase.id),
		tokenIds: [tokens.oneBase.id],
		name: 'Nightly sync',
		description: 'Syncs',
		scopes: ['record|read'],
		spaceIds: [space.id],
		baseIds: [table.baseId],
		expiresInDays: 90,
		expiryDate: '2099-01-31',
		warnBeforeDays: 14,
		thresholds: '30, 1',
		startDate: '2026-01-31',
		spaceId: byId(space.id),
		baseId: byId(table.baseId),
		tableId: byId(table.id),
		recordId: byId(recordId),
		commentId: byId(String(commentId)),
		fieldId: { __rl: true, mode: 'name', value: 'Files' },
		text: 'Checked',
		executionId: '231',
		match: 'or',
		conditions: { condition: conditions },
		filterJson: JSON.stringify({
			conjunction: 'or',
			filterSet: [{ fieldId: 'Name', operator: 'is', value: 'Nathan' }],
		}),
		sort: { field: [{ fieldId: 'Name', direction: 'desc' }] },
		columnsToMatch: { column: [{ fieldId: 'Name', value: 'Nathan' }] },
		figures: { figure: [{ fieldId: 'Amount', function: 'sum' }] },
		groupBy: ['Status'],
		watchedFields: ['Amount'],
		prefix: 'attachment_',
		binaryField: 'data',
		binaryFields: 'data',
		fileUrls: `${server.sandbox.url}/`,
		...table.columns({ Name: 'Nathan', Notes: '' }, ['Name']),
	};
}

/** The values of the entries in "Options" whose default would hide others. */
const OPTION_VALUES: INodeParameters = {
	failIfAny: false,
	allowOwnToken: true,
	strict: false,
	unknownColumns: 'ignore',
	severalMatches: 'all',
	emptyValues: 'clear',
	columnsToClear: 'Notes',
	onlyColumns: 'Name, Amount',
	search: 'Nathan',
	searchField: 'Name',
	changedBefore: '2099-01-31',
	whenIncomplete: 'output',
	password: 'open sesame',
};

/**
 * The parameters with all entries of "Options": first as they are, and then once for each choice that the editor
 * offers instead.
 */
export function everyChoice(
	description: INodeTypeDescription,
	parameters: INodeParameters,
): INodeParameters[] {
	const withOptions = (own: INodeParameters): INodeParameters => {
		const options = optionsShown(description, own).map(({ name, default: value }) => [
			name,
			OPTION_VALUES[name] ?? value,
		]);
		return { ...own, options: Object.fromEntries(options) as INodeParameters };
	};
	const all = withOptions(parameters);
	const shown = propertiesShown(description, parameters);
	const others = shown.flatMap((property) =>
		choicesOf(property).map((value) => withOptions({ ...parameters, [property.name]: value })),
	);
	const otherOptions = optionsShown(description, parameters).flatMap((entry) =>
		choicesOf(entry).map((value) => ({
			...{ ...all, options: { ...(all.options as object), [entry.name]: value } },
		})),
	);
	return [all, ...others, ...otherOptions, ...withEachEntry(all, shown)] as INodeParameters[];
}

const optionsShown = (description: INodeTypeDescription, parameters: INodeParameters) =>
	propertiesShown(description, parameters).find(({ name }) => name === 'options')
		?.options as INodeProperties[];

/** The entries of the other collections, one at a time. */
const withEachEntry = (parameters: INodeParameters, shown: INodeProperties[]) =>
	shown
		.filter(({ name, type }) => type === 'collection' && name !== 'options')
		.flatMap(({ name, options = [] }) =>
			(options as INodeProperties[]).map((entry) => ({
				...parameters,
				[name]: { [entry.name]: entry.default },
			})),
		);

function choicesOf({ name, type, required, options = [] }: INodeProperties) {
	if (['authentication', 'resource', 'operation', 'event'].includes(name)) return [];
	if (type === 'boolean') return [true, false];
	if (type === 'multiOptions' && !required) return [[]];
	if (type === 'resourceMapper') {
		return [{ mappingMode: 'autoMapInputData', value: null, matchingColumns: ['Name'] }];
	}
	return type === 'options' ? (options as INodePropertyOptions[]).map(({ value }) => value) : [];
}
