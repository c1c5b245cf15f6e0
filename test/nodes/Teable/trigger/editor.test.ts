import type { INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { TeableTrigger } from '../../../../nodes/Teable/TeableTrigger.node.js';
import { events } from '../../../../nodes/Teable/trigger';

describe('The trigger in the editor', () => {
	const { description } = new TeableTrigger();

	const shown = (event: string, more = {}): INodeProperties[] => {
		const parameters = { event, authentication: 'accessToken', findBy: 'trash', ...more };
		const node = {
			...{ id: '1', name: 'Teable Trigger', type: 'teableTrigger', typeVersion: 1 },
			position: [0, 0] as [number, number],
			parameters,
		};
		return description.properties.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, node, description),
		);
	};

	it('offers its events in alphabetical order', () => {
		const names = events.map(({ name }) => name);

		expect(names).toEqual([...names].sort());
	});

	it.each(events.map(({ value }) => value))('names each field of %s once', (event) => {
		const names = shown(event).map(({ name }) => name);

		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(['event', 'options', 'startFrom']));
	});

	it('says what finding an update costs', () => {
		const notices = shown('recordUpdated').filter(({ type }) => type === 'notice');

		expect(notices.map(({ displayName }) => displayName).join()).toMatch(/Last modified time/);
	});

	it('asks for a date only if it starts from one', () => {
		const names = (more: object) => shown('recordCreated', more).map(({ name }) => name);

		expect(names({ startFrom: 'now' })).not.toContain('startDate');
		expect(names({ startFrom: 'date' })).toContain('startDate');
	});
});
