import type { OwnSamples } from './own';

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

export const recordSamples: OwnSamples = {
	clickButton: () => ({ fieldId: byName('Send') }),
};
