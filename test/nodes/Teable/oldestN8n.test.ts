describe('an n8n that is too old', () => {
	it.each(['Teable', 'TeableTrigger'])('says so when it loads %s', (node) => {
		jest.isolateModules(() => {
			jest.doMock('n8n-workflow', () => ({
				...jest.requireActual<object>('n8n-workflow'),
				NodeConnectionTypes: undefined,
			}));
			expect(() => jest.requireActual(`../../../nodes/Teable/${node}.node.ts`)).toThrow(
				'The Teable nodes need n8n 1.94 or newer. Update n8n, then reinstall them.',
			);
		});
	});
});
