import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import { isEmptyAnswer } from '../../../teable/http/recovery';
import type { TableInBase } from '../../../teable/schema/base';
import { fetchTableInBase } from '../../../teable/schema/base';

/** A property of a table that can be changed. */
export type Property = 'name' | 'icon' | 'description';

/** Changes a property of a table. Each has its own route. */
export async function setTableProperty(
	client: TeableClient,
	{ id, baseId }: TableInBase,
	property: Property,
	value: string | null,
): Promise<void> {
	await client.put(
		path`/base/${baseId}/table/${id}/${property}`,
		{ [property]: value },
		{
			fits: isEmptyAnswer,
			look: async () => {
				const now = await fetchTableInBase(client, baseId, id);
				return (now[property] ?? null) === value ? '' : undefined;
			},
		},
	);
}

/** Sets the icon and description of a new table if Teable dropped them, as v2 does. */
export async function setMissing(
	client: TeableClient,
	made: TableInBase,
	{ icon, description }: Pick<TableInBase, 'icon' | 'description'>,
): Promise<void> {
	if (icon && made.icon !== icon) await setTableProperty(client, made, 'icon', icon);
	if (description && made.description !== description) {
		await setTableProperty(client, made, 'description', description);
	}
}
