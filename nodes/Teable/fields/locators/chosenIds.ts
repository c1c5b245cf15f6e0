import type { ItemContext } from '../../core/operation';
import type { BadParameter } from '../../core/reader';
import type { TeableClient } from '../../teable/http/client';
import { isTeableId } from '../../teable/schema/id';
import {
	baseLocator,
	recordLocator,
	spaceLocator,
	tableLocator,
	viewLocator,
} from './tableLocators';
import { quoted } from '../../values/quoted';

type Param = ItemContext<TeableClient>['param'];

/** The chosen space's ID. @throws NodeOperationError if none is chosen, or it is not a space ID */
export const chosenSpaceId = (param: Param): string =>
	requiredId(param, spaceLocator.name, 'Space', 'spc');

/** The chosen space's ID; undefined if none is chosen. @throws NodeOperationError if it is not a space ID */
export function optionalSpaceId(param: Param): string | undefined {
	const { value } = param.locator(spaceLocator.name);
	return value === '' ? undefined : checkedId(param, value, 'Space', 'spc');
}

/** The chosen base's ID. @throws NodeOperationError if none is chosen, or it is not a base ID */
export const chosenBaseId = (param: Param): string =>
	requiredId(param, baseLocator.name, 'Base', 'bse');

/** The chosen base's ID; undefined if none is chosen. @throws NodeOperationError if it is not a base ID */
export function optionalBaseId(param: Param): string | undefined {
	const { value } = param.locator(baseLocator.name);
	return value === '' ? undefined : checkedId(param, value, 'Base', 'bse');
}

/** The chosen base's ID, if it is one. Operations on a table do not need it: there, 'Base' only fills the list of tables. */
export function likelyBaseId(param: Pick<Param, 'locator'>): string | undefined {
	const { value } = param.locator(baseLocator.name);
	return isTeableId('bse', value) ? value : undefined;
}

/** The chosen table's ID. @throws NodeOperationError if none is chosen, or it is not a table ID */
export const chosenTableId = (param: Param): string =>
	requiredId(param, tableLocator.name, 'Table', 'tbl');

/** The chosen record's ID. @throws NodeOperationError if none is chosen, or it is not a record ID */
export const chosenRecordId = (param: Param): string =>
	requiredId(param, recordLocator.name, 'Record', 'rec');

/** The chosen view's ID; undefined for the whole table. @throws NodeOperationError if it is not a view ID */
export function chosenViewId(param: Param): string | undefined {
	const { value } = param.locator(viewLocator.name);
	return value === '' ? undefined : checkedId(param, value, 'View', 'viw');
}

/** The chosen view's ID. @throws NodeOperationError if none is chosen, or it is not a view ID */
export const requiredViewId = (param: Param): string =>
	requiredId(param, viewLocator.name, 'View', 'viw');

/** The ID in a locator. @throws NodeOperationError that names `label` if it is empty or not such an ID */
export function requiredId(param: Param, name: string, label: string, prefix: string): string {
	const { value } = param.locator(name);
	if (value === '') {
		throw param.bad({
			label,
			problem: 'is empty',
			remedy: 'Choose from the list, or check the expression.',
		});
	}
	return checkedId(param, value, label, prefix);
}

/** @throws NodeOperationError that names `label` if `id` does not have the form of such an ID */
export function checkedId(
	{ bad }: { bad: (parameter: BadParameter) => Error },
	id: string,
	label: string,
	prefix: string,
): string {
	if (isTeableId(prefix, id)) return id;
	throw bad({
		label,
		problem: `is ${quoted(id)}, which is not an ID`,
		remedy: `An ID is '${prefix}' followed by 16 letters or digits. Choose from the list, or copy the ID from the URL in Teable.`,
	});
}
