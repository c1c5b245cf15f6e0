import type { INodePropertyOptions } from 'n8n-workflow';

const HUES = [
	...['blue', 'cyan', 'gray', 'green', 'orange', 'pink', 'purple', 'red', 'teal', 'yellow'],
];

const SHADES = ['', 'Bright', 'Dark1', 'Light1', 'Light2'];

/** Teable's colors, e.g. `blueLight2`. It also stores any other text, but shows no color for it. */
export const COLORS: string[] = HUES.flatMap((hue) => SHADES.map((shade) => `${hue}${shade}`));

/** "Blue Light 2" for `blueLight2`. */
export const colorOptions: INodePropertyOptions[] = COLORS.map((value) => ({
	name: nameOf(value),
	value,
})).sort((a, b) => a.name.localeCompare(b.name));

function nameOf(color: string): string {
	const words = color.replace(/([A-Z])/g, ' $1').replace(/(\d)/, ' $1');
	return words[0].toUpperCase() + words.slice(1);
}
