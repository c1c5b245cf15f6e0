import { isEqual } from 'lodash';
import type { Choice } from '../../../teable/schema/choices';

/** The options of a select field after one step. */
export interface Step {
	choices: Choice[];
	/** The names of the default choices; null removes the default. */
	defaults?: string[] | null;
}

/**
 * The choices of an intermediate step, if setting the wanted ones at once would mix up cells: v2 renames one choice
 * after another, so two choices that swap names would be merged.
 *
 * @returns undefined if no name passes from one choice to another
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

/** The names of the default choices after the change, without removed ones. */
export const followed = (defaults: string[], held: Choice[], then: Choice[]): string[] =>
	defaults.flatMap((name) => {
		const id = held.find((choice) => choice.name === name)?.id;
		return then.find((choice) => choice.id === id)?.name ?? [];
	});
