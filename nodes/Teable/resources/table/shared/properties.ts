import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import { isEmptyAnswer } from '../../../teable/http/recovery';
import type { TableInBase } from '../../../teable/schema/base';

/** What a table is called or shown with. */
export type Property = 'name' | 'icon' | 'description';

/** Changes a property of a table; each has a route of its own. */
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
				const now = await client.get<TableInBase>(path`/base/${baseId}/table/${id}`);
				return (now[property] ?? null) === value ? '' : undefined;
			},
		},
	);
}

/** Sets the icon and the description that a new table was to have, where Teable has left them out, as v2 does. */
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
