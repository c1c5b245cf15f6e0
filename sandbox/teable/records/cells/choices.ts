import { newChoiceId } from '../../../ids';
import type { Field } from '../../../state';

export interface Choice {
	id: string;
	name: string;
	color: string;
}

const COLORS = ['blueLight2', 'cyanBright', 'yellowBright', 'greenLight1', 'purpleBright'];

export const choicesOf = (field: Field) => (field.options.choices ?? []) as Choice[];

/** Gives an ID and a color to a choice that a caller names. */
export const completeChoice = (choice: { name: string }, index: number): Choice => ({
	id: newChoiceId(),
	color: COLORS[index % COLORS.length],
	...choice,
});

/** Adds a missing choice to the field, as typecast does. */
export function addChoice(field: Field, name: string) {
	const choices = choicesOf(field);
	if (choices.some((choice) => choice.name === name)) return;
	field.options.choices = [...choices, completeChoice({ name }, choices.length)];
}
