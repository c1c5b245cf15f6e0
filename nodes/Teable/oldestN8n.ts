import { NodeConnectionTypes } from 'n8n-workflow';

// The oldest n8n that is tested is 1.94. Versions before 1.84 lack this constant. They show this error on
// installation, instead of "Cannot read properties of undefined".
if (!NodeConnectionTypes) {
	throw new Error('The Teable nodes need n8n 1.94 or newer. Update n8n, then reinstall them.');
}
