import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import type { Operation, Resource } from '../../core/operation';
import type { TeableClient } from '../../teable/http/client';
import { columnInWords } from '../../teable/schema/cells/columnInWords';
import type { Field } from '../../teable/schema/table';
import { isWritable } from '../../teable/schema/table';
import { fetchTableForList } from '../lists/editor';

/** OpenAI rejects requests with a longer tool description. */
const MOST_CHARACTERS = 1_024;

/** Descriptions of the node as an AI tool that, unlike n8n's own, name the table and its columns. */
export const descriptionList = (catalogue: Array<Resource<TeableClient>>) => ({
	async getToolDescriptions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const operation = chosenOperation(this, catalogue);
		if (!operation) return [];
		const does = `${operation.action} in Teable`;
		const places = PLACES.filter(({ name }) => takes(operation, name)).flatMap(({ name, noun }) => {
			const shown = shownIn(this, name);
			return shown === undefined ? [] : [`${noun} '${shown}'`];
		});
		const first = { name: 'Choose a Description', value: '' };
		if (places.length === 0)
			return [first, entry('Operation', `${does}. ${operation.description.replace(/\.$/, '')}.`)];
		const where = `${does}, in the ${places.join(' of the ')}.`;
		const [place] = places;
		const whole = entry(`The ${place}`, where);
		if (!place.startsWith('table')) return [first, whole];
		const columns = await columnsFor(this, operation);
		return [first, entry(`The ${place} and its columns`, withColumns(where, columns)), whole];
	},
});

/** What an operation works in, innermost first. */
const PLACES = [
	{ name: 'tableId', noun: 'table' },
	{ name: 'baseId', noun: 'base' },
	{ name: 'spaceId', noun: 'space' },
];

const entry = (name: string, text: string): INodePropertyOptions => ({
	name,
	value: text,
	description: text,
});

function chosenOperation(
	context: ILoadOptionsFunctions,
	catalogue: Array<Resource<TeableClient>>,
): Operation<TeableClient> | undefined {
	const chosen = context.getCurrentNodeParameter('resource');
	const resource = catalogue.find(({ value }) => value === chosen);
	const operation = context.getCurrentNodeParameter('operation');
	return resource?.operations.find(({ value }) => value === operation);
}

const takes = ({ properties }: Operation<TeableClient>, name: string): boolean =>
	properties.some((property) => property.name === name);

/** The name shown in a locator; undefined if it is empty, or filled in by a model or an expression. */
function shownIn(context: ILoadOptionsFunctions, name: string): string | undefined {
	const locator = context.getCurrentNodeParameter(name);
	if (!isResourceLocatorValue(locator)) return undefined;
	const value = String(locator.value ?? '').trim();
	return value === '' || value.startsWith('=') ? undefined : (locator.cachedResultName ?? value);
}

/** The columns that the operation can write, or those that it can filter and return. */
async function columnsFor(
	context: ILoadOptionsFunctions,
	{ properties }: Operation<TeableClient>,
): Promise<Field[]> {
	const { fields } = await fetchTableForList(context);
	const fills = properties.some(({ type }) => type === 'resourceMapper');
	return fills ? fields.filter(isWritable) : fields;
}

/** The text with as many columns as fit, in the table's order. */
function withColumns(where: string, fields: Field[]): string {
	const columns = fields.map(columnInWords);
	const textWith = (count: number) => {
		const more = columns.length - count;
		const named = columns.slice(0, count).join(', ');
		return `${where} Its columns: ${named}${more > 0 ? ` and ${more} more` : ''}.`;
	};
	const count = columns.findIndex((_, index) => textWith(index + 1).length > MOST_CHARACTERS);
	return textWith(count === -1 ? columns.length : count);
}
