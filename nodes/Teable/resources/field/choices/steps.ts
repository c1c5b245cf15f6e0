import { isEqual } from 'lodash';

import type { Choice } from '../../../fields/fieldTypes/choices';

/** What the options of a select field are to be. */
export interface Step {
	choices: Choice[];
	/** The names of the choices that new records hold; null takes the default away. */
	defaults?: string[] | null;
}

/**
 * The choices in between, where going to the wanted ones at once would mix up cells: v2 renames one choice after the
 * other, so that of two that swap their names both end as one, and a name that is freed is not free yet.
 *
 * @returns undefined where no name goes from one choice to another
 */
export function choicesBetween(held: Choice[], wanted: Choice[]): Choice[] | undefined {
	const isOthers = ({ id, name }: Choice) => held.some((one) => one.name === name && one.id !== id);
	const taken = new Set([...held, ...wanted].map(({ name }) => name));
	const between = wanted
		.filter((choice) => choice.id !== undefined || !isOthers(choice))
		.map((choice) =>
			isOthers(choice) ? { ...choice, name: freeName(choice.name, taken) } : choice,
		);
	return isEqual(between, wanted) ? undefined : between;
}

function freeName(name: string, taken: Set<string>): string {
	let free = `${name} (renamed)`;
	for (let n = 2; taken.has(free); n += 1) free = `${name} (renamed ${n})`;
	taken.add(free);
	return free;
}

/** What the default is called once the choices are these; what is gone is left out. */
export const followed = (defaults: string[], held: Choice[], then: Choice[]): string[] =>
	defaults.flatMap((name) => {
		const id = held.find((choice) => choice.name === name)?.id;
		return then.find((choice) => choice.id === id)?.name ?? [];
	});
